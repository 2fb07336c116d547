import { CATEGORIES } from "../changes/compared.ts";
import { layerName, typeName } from "../report/names.ts";
import { count } from "../util/text.ts";
import { button, element } from "./element.ts";
import type { PageModel } from "./model.ts";
import { addressOf, type PageState } from "./state.ts";

const ROWS = 100;

/** The assets of a picture as a table, an accessible alternative. */
export function assetTable(model: PageModel, ids: readonly string[], state: PageState): HTMLElement {
  const { change } = model.data;
  const columns = [
    "Asset",
    ...(change ? ["Change"] : []),
    "Type",
    "Namespace",
    "Layer",
    "Certainty",
    "Writers",
    "Readers",
  ];
  const body = element("tbody");
  const more = button("", () => addRows(), { class: "more" });
  const rank = (id: string) => {
    const category = model.changeOf(id)?.category;
    return category === undefined ? CATEGORIES.length : CATEGORIES.indexOf(category);
  };
  const ordered = change === undefined ? ids : [...ids].sort((a, b) => rank(a) - rank(b));
  let shown = 0;
  const addRows = () => {
    const next = ordered.slice(shown, shown + ROWS);
    body.append(...next.map((id) => row(model, id, state)));
    shown += next.length;
    more.hidden = shown >= ids.length;
    more.textContent = `Show ${Math.min(ROWS, ids.length - shown)} of ${count(ids.length - shown, "more asset")}`;
  };
  addRows();
  return element(
    "div",
    {},
    element(
      "table",
      {},
      element("caption", {}, `${count(ids.length, "asset")} in this picture`),
      element(
        "thead",
        {},
        element("tr", {}, ...columns.map((name) => element("th", { scope: "col" }, name))),
      ),
      body,
    ),
    more,
  );
}

function row(model: PageModel, id: string, state: PageState): HTMLElement {
  const asset = model.asset(id);
  const { writers, readers } = model.explorer.usages(id);
  const change = model.changeOf(id);
  const cells = [
    ...(model.data.change ? [change === undefined ? "" : `${change.change}, ${change.category}`] : []),
    asset === undefined ? "" : typeName(asset),
    asset === undefined ? "" : model.namespaceOf(asset),
    asset === undefined ? "" : layerName(asset),
    [asset?.certainty ?? "", asset?.origin ?? "", asset?.external ? "external" : ""]
      .filter(Boolean)
      .join(", "),
    // A page of a change has the writers of both sides.
    String(asset?.external ? 0 : writers.length),
    String(readers.length),
  ];
  const link = element("a", { href: addressOf({ ...state, open: { kind: "asset", id } }) }, id);
  return element(
    "tr",
    { class: change?.category === "breaking" ? "breaking" : undefined },
    element("th", { scope: "row" }, link),
    ...cells.map((text) => element("td", {}, text)),
  );
}
