import { compareText } from "../model/order.ts";
import { fieldOf, metadataOf, plainFields } from "./fields-in-time.ts";
import type { Recorded } from "./recorded.ts";

/** An asset in the form of Kestra's `assets()`: `id`, `type`, `namespace`, `metadata` and server fields. */
export type LiveAsset = Readonly<Record<string, unknown>> & { readonly id: string };

/** The assets of an export as the server returns them, sorted by id: the latest values, without deleted assets. */
export function liveAssets({ assets }: Pick<Recorded, "assets">): LiveAsset[] {
  return [...assets]
    .flatMap(([id, { stored, read }]): LiveAsset[] => {
      const fields = stored ?? read;
      if (fields === undefined || fieldOf(fields, "deleted") === true) return [];
      return [{ ...plainFields(fields), id, metadata: metadataOf(fields) }];
    })
    .sort((a, b) => compareText(a.id, b.id));
}
