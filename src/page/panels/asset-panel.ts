import type { Usage } from "../../graph/usages.ts";
import { assumptionText } from "../../model/assumption.ts";
import type { Asset } from "../../model/model.ts";
import { relationText, taskName } from "../../report/names.ts";
import { count } from "../../util/text.ts";
import { element } from "../element.ts";
import type { Links } from "../links.ts";
import type { PageModel } from "../model.ts";
import { addressOf, DEFAULT_STEPS, type PageState } from "../state.ts";
import { changeParts } from "./change-parts.ts";
import { fields, section, stepsAway } from "./parts.ts";

/** One asset: its fields, tasks with places, and everything upstream and downstream. */
export function assetPanel(model: PageModel, id: string, state: PageState, links: Links): HTMLElement[] {
  const asset = model.asset(id);
  if (asset === undefined) return [element("h2", {}, id), element("p", {}, "This page has no such asset.")];
  const { writers, readers, sameAs } = model.explorer.usages(id);
  const [up, down] = [model.explorer.upstream(id), model.explorer.downstream(id)];
  const focused = addressOf({
    ...state,
    focus: id,
    steps: state.focus === undefined ? DEFAULT_STEPS : state.steps,
  });
  const change = model.changeOf(id);
  // A page of a change has the tasks of both sides.
  const isFormer = writers.length > 0 && (asset.external || change?.change === "removed");
  return [
    element("h2", { class: "id" }, id),
    ...(state.focus === id
      ? []
      : [element("p", {}, element("a", { class: "action", href: focused }, "Show its lineage"))]),
    ...(change === undefined ? [] : changeParts(change, links)),
    fields(assetFields(asset, model.selection.ownersOf(asset))),
    ...(sameAs.length === 0 ? [] : [section("Possibly the same at run time", sameAs.map(links.asset))]),
    section(
      `Written ${isFormer ? "before the change " : ""}by ${count(writers.length, "task")}`,
      writers.map((usage) => usageItem(usage, links)),
    ),
    section(
      `Read by ${count(readers.length, "task")}`,
      readers.map((usage) => usageItem(usage, links)),
    ),
    section(`${count(up.assets.length, "asset")} upstream`, stepsAway(up.assets, links), "nothing"),
    section(`${count(down.assets.length, "asset")} downstream`, stepsAway(down.assets, links), "nothing"),
  ];
}

function assetFields(asset: Asset, owners: readonly string[]): [string, string | undefined][] {
  return [
    ["Name", asset.displayName],
    ["Description", asset.description],
    ["Type", asset.type],
    ["Namespace", asset.namespace],
    ["Status", asset.status],
    ["TTL", asset.ttl],
    ["Owner", owners.join(", ") || asset.owner],
    ["Part of", asset.partOf && relationText(asset.partOf)],
    ["Related to", asset.relatedTo?.map(relationText).join(", ")],
    ["Certainty", CERTAINTY_TEXTS[asset.certainty]],
    ["Origin", asset.origin === undefined ? undefined : "inferred: no flow declares it"],
    ["External", asset.external ? "yes: no flow writes it" : undefined],
    ...Object.entries(asset.metadata).map(([key, value]): [string, string] => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  ];
}

const CERTAINTY_TEXTS: Readonly<Record<Asset["certainty"], string>> = {
  exact: "exact: this id in every run",
  default: "default: while inputs keep their defaults",
  choice: "choice: only for some inputs",
  pattern: "pattern: each * is known at run time",
};

function usageItem(usage: Usage, links: Links): HTMLElement {
  const { certainty, expression, evidence, via, assumptions, origin } = usage;
  const facts = [
    ...(certainty === "exact" ? [] : [certainty]),
    ...(origin === undefined ? [] : [`inferred${evidence === undefined ? "" : `: ${evidence}`}`]),
    ...(expression === undefined ? [] : [`as ${expression}`]),
    ...(via === undefined ? [] : [`through ${via.join(", ")}`]),
    ...assumptions.map((assumption) => `if ${assumptionText(assumption)}`),
  ];
  return element(
    "div",
    {},
    element("span", {}, `${taskName(usage).split(" in ")[0]} in `),
    links.flow(usage),
    element("div", { class: "facts" }, links.place(usage.place)),
    ...facts.map((fact) => element("div", { class: "facts" }, fact)),
  );
}
