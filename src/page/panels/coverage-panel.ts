import { compareText } from "../../model/order.ts";
import { element } from "../element.ts";
import type { Links } from "../links.ts";
import type { PageModel } from "../model.ts";
import { fields, section } from "./parts.ts";

/** How many tasks declare their data access; flows with unknown tasks first. */
export function coveragePanel(model: PageModel, links: Links): HTMLElement[] {
  const { total, percent, flows } = model.data.coverage;
  const unknown = flows
    .filter((flow) => flow.unknown > 0)
    .sort((a, b) => b.unknown - a.unknown || compareText(a.flow, b.flow));
  return [
    element("h2", {}, "Coverage"),
    element(
      "p",
      {},
      `The data access of ${Math.floor(percent)}% of the tasks that touch data is known: declared, or inferred from their properties.`,
    ),
    fields([
      ["Tasks", String(total.tasks)],
      ["Declared", String(total.declared)],
      ["Inferred", String(total.inferred)],
      ["Unknown", String(total.unknown)],
      ["Without data", String(total.none)],
    ]),
    section(
      "Flows with unknown tasks",
      unknown.map((flow) =>
        element(
          "span",
          {},
          links.flow(flow),
          element("span", { class: "faint" }, ` ${flow.unknown} unknown`),
        ),
      ),
      "none",
    ),
  ];
}
