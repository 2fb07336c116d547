import { METHODS } from "../../selection/ast.ts";
import { element } from "../element.ts";
import { fields } from "./parts.ts";

/** Keys and the selection language. */
export function helpPanel(): HTMLElement[] {
  return [
    element("h2", {}, "Help"),
    element("h3", {}, "Reading the picture"),
    element(
      "p",
      {},
      "Data flows from left to right. Tables are cylinders, files have a folded corner, groups a double frame. Dashed boxes are external: no flow writes them. Dotted boxes have an id known only at run time. Lighter lines are inferred; dashed and dotted lines apply only for some inputs.",
    ),
    element("h3", {}, "Keys"),
    fields([
      ["/", "search"],
      ["← →", "along the lines, from a node"],
      ["↑ ↓", "to the next node above or below"],
      ["Enter", "open a node"],
      ["+ −", "zoom"],
      ["0", "fit the picture"],
      ["Esc", "close the panel"],
    ]),
    element("h3", {}, "Filter"),
    element(
      "p",
      {},
      "A selection as in `assets list`: trips+ is an asset with everything downstream, 2+trips with two steps upstream. A space between parts means either of them, a comma both.",
    ),
    fields(
      Object.entries(METHODS).map(([name, meaning]) => [name === "meta" ? "meta.key:" : `${name}:`, meaning]),
    ),
  ];
}
