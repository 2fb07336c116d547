import type { Gap } from "../../model/model.ts";
import { count } from "../../util/text.ts";
import { element } from "../element.ts";
import type { Links } from "../links.ts";
import type { PageModel } from "../model.ts";
import { section } from "./parts.ts";

/** Everything known to be unknown. */
export function gapsPanel(model: PageModel, links: Links): HTMLElement[] {
  const { gaps } = model.data.inventory;
  return [
    element("h2", {}, "Gaps"),
    element(
      "p",
      {},
      gaps.length === 0
        ? "No known gaps: every id and every edge of this page is known."
        : "What the flows do not say before a run. There may be more assets and edges than this page shows.",
    ),
    ...(gaps.length === 0
      ? []
      : [
          section(
            count(gaps.length, "known gap"),
            gaps.map((gap) => gapItem(gap, links)),
          ),
        ]),
  ];
}

export function gapItem({ message, place, namespace, flow }: Gap, links: Links): HTMLElement {
  return element(
    "div",
    {},
    message,
    element("div", { class: "facts" }, links.place(place)),
    namespace === undefined || flow === undefined
      ? undefined
      : element("div", { class: "facts" }, links.flow({ namespace, flow })),
  );
}
