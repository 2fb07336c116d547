import type { PageAssetChange } from "../../report/page/page-change.ts";
import type { Json } from "../../util/json.ts";
import { element } from "../element.ts";
import type { Links } from "../links.ts";
import { fields } from "./parts.ts";

/** The change of one asset: category, reasons, and fields with both values. */
export function changeParts(change: PageAssetChange, links: Links): HTMLElement[] {
  const { category, reasons, renamedFrom, renamedTo } = change;
  return [
    element("p", { class: `badge ${category}` }, `${change.change}, ${category}`),
    ...(reasons.length === 0 ? [] : [element("p", {}, reasons.join("; "))]),
    ...(renamedTo === undefined ? [] : [element("p", {}, "probably renamed to ", links.asset(renamedTo))]),
    ...(renamedFrom === undefined
      ? []
      : [element("p", {}, "probably renamed from ", links.asset(renamedFrom))]),
    fields(
      change.fields.map(({ field, before, after }) => [field, `${valueText(before)} → ${valueText(after)}`]),
    ),
  ];
}

function valueText(value: Json | undefined): string {
  if (value === undefined) return "none";
  return typeof value === "string" ? value : JSON.stringify(value);
}
