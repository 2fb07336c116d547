import { CATEGORIES } from "../../changes/compared.ts";
import type { PageAssetChange, PageChange } from "../../report/page/page-change.ts";
import { count } from "../../util/text.ts";
import { element } from "../element.ts";
import type { Links } from "../links.ts";
import { section } from "./parts.ts";

/** The whole change, breaking first, with the broken flows and the owners. */
export function changesPanel(change: PageChange, links: Links): HTMLElement[] {
  const broken = change.flows.filter(({ broken }) => broken.length > 0);
  const others = change.flows.filter(({ broken }) => broken.length === 0);
  const of = (category: PageAssetChange["category"]) =>
    change.assets.filter((asset) => asset.category === category);
  return [
    element("h2", {}, "The change"),
    element("p", {}, `From ${change.before} to ${change.after}.`),
    ...CATEGORIES.flatMap((category) => {
      const assets = of(category);
      const list = assets.map((asset) => changedItem(asset, links));
      const found =
        assets.length === 0 && category !== "breaking"
          ? []
          : [section(`${assets.length} ${category}`, list, "nothing")];
      return category === "breaking" && broken.length > 0 ? [...found, brokenSection(broken, links)] : found;
    }),
    ...(others.length === 0
      ? []
      : [section(`${count(others.length, "other affected flow")}`, others.map(links.flow))]),
    ...(change.owners.length === 0
      ? []
      : [
          section(
            "Owners",
            change.owners.map(({ name, changed, impacted, broken: flows }) =>
              [
                name === "" ? "no owner" : name,
                `: ${changed} changed, ${impacted} downstream`,
                flows === 0 ? "" : `, ${count(flows, "broken flow")}`,
              ].join(""),
            ),
          ),
        ]),
  ];
}

function brokenSection(flows: PageChange["flows"], links: Links): HTMLElement {
  return section(
    `${count(flows.length, "broken flow")}`,
    flows.map((flow) =>
      element(
        "div",
        {},
        links.flow(flow),
        ...flow.broken.map(({ asset, task, reason }) =>
          element("div", { class: "facts" }, `${task} reads `, links.asset(asset), `: ${reason}`),
        ),
      ),
    ),
  );
}

function changedItem({ id, change, reasons }: PageAssetChange, links: Links): HTMLElement {
  return element(
    "div",
    {},
    links.asset(id),
    element("span", { class: "faint" }, ` ${change}`),
    ...reasons.map((reason) => element("div", { class: "facts" }, reason)),
  );
}
