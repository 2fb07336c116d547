import type { Reached } from "../../graph/answer.ts";
import { count } from "../../util/text.ts";
import { button, element } from "../element.ts";
import type { Links } from "../links.ts";

/** Items of a list before "Show all". */
const FIRST = 20;

/** A heading with a list; long lists start with a part. */
export function section(title: string, items: readonly (HTMLElement | string)[], none?: string): HTMLElement {
  const list = element("ul", {}, ...items.slice(0, FIRST).map((item) => element("li", {}, item)));
  const rest = items.slice(FIRST);
  const more = button(`Show ${count(rest.length, "more entry", "more entries")}`, () => {
    list.append(...rest.map((item) => element("li", {}, item)));
    more.remove();
  });
  return element(
    "section",
    {},
    element("h3", {}, title),
    items.length === 0 && none !== undefined ? element("p", { class: "faint" }, none) : list,
    rest.length > 0 ? more : undefined,
  );
}

/** Names and values; those without a value are left out. */
export function fields(rows: readonly (readonly [string, string | undefined])[]): HTMLElement {
  return element(
    "dl",
    {},
    ...rows.flatMap(([name, value]) =>
      value === undefined || value === ""
        ? []
        : [element("div", {}, element("dt", {}, name), element("dd", {}, value))],
    ),
  );
}

/** Reached assets with their distance. */
export function stepsAway(reached: readonly Reached[], links: Links): HTMLElement[] {
  return reached.map(({ asset, distance }) =>
    element(
      "span",
      {},
      links.asset(asset.id),
      element("span", { class: "faint" }, ` ${count(distance, "step")}`),
    ),
  );
}
