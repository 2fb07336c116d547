import type { Asset, Certainty } from "../../model/model.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { kindName } from "../names.ts";
import type { TextOptions } from "../options.ts";
import { type Segment, wrapSegments } from "./fill.ts";
import { ownerText } from "./owner-lines.ts";

/** An asset downstream, in the layout of `impact` and `diff`. */
export interface ImpactedAssetText {
  readonly asset: Asset;
  readonly distance: number;
  /** Shown unless exact. */
  readonly certainty?: Certainty;
  readonly owners: readonly { readonly name: string }[];
  /** One paragraph for each task that leads to the asset. */
  readonly hops: readonly (readonly Segment[])[];
}

/** The line of an asset, with its hops indented below. */
export function impactedAssetLines(
  { asset, distance, certainty = "exact", owners, hops }: ImpactedAssetText,
  { style, width }: TextOptions,
): string[] {
  const kind = kindName(asset);
  const head: Segment[] = [
    { text: escapeControlChars(asset.id), paint: style.id },
    { text: `distance ${distance}` },
    ...(kind === "" ? [] : [{ text: kind, paint: style.faint }]),
    ...(certainty === "exact" ? [] : [{ text: certainty, paint: () => style.certainty(certainty) }]),
    ...ownerSegments(owners, style),
  ];
  return [...wrapSegments(head, width, "  "), ...hops.flatMap((hop) => wrapSegments(hop, width, "      "))];
}

/** The owners at the end of a line. */
export function ownerSegments(
  owners: readonly { readonly name: string }[],
  style: TextOptions["style"],
): Segment[] {
  return owners.length === 0 ? [] : [{ text: `owners: ${ownerText(owners)}`, paint: style.faint }];
}
