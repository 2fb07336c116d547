import type { AssetClaim } from "../model/links.ts";
import { compareText } from "../model/order.ts";
import type { Json } from "../util/json.ts";
import { fieldOf, metadataOf, plainFields } from "./fields-in-time.ts";
import type { Recorded } from "./recorded.ts";

/** An asset in the form of Kestra's `assets()`: `id`, `type`, `namespace`, `metadata` and server fields. */
export type LiveAsset = AssetClaim & Readonly<Record<string, unknown>>;

/** The assets of an export as the server returns them, sorted by id: the latest values, without deleted assets. */
export function liveAssets({ assets }: Pick<Recorded, "assets">): LiveAsset[] {
  return [...assets]
    .flatMap(([id, { stored, read }]): LiveAsset[] => {
      const fields = stored ?? read;
      if (fields === undefined || fieldOf(fields, "deleted") === true) return [];
      const { type, namespace, ...others } = plainFields(fields);
      return [
        {
          ...others,
          ...(typeof type === "string" && { type }),
          ...(typeof namespace === "string" && { namespace }),
          id,
          // Records are JSON data.
          metadata: metadataOf(fields) as Readonly<Record<string, Json>>,
        },
      ];
    })
    .sort((a, b) => compareText(a.id, b.id));
}
