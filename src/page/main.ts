import { unpack } from "../report/page/pack.ts";
import type { PageData } from "../report/page/page-data.ts";
import { flowOfKey } from "../report/pictures/draw-node.ts";
import { header, toolbar } from "./controls.ts";
import { button, element } from "./element.ts";
import { createModel } from "./model.ts";
import { panelOf } from "./panels/panel.ts";
import { createPicture } from "./picture.ts";
import { addressOf, type PageState, readState } from "./state.ts";
import { assetTable } from "./table.ts";
import { type View, viewOf } from "./view.ts";

/* The page: one state in the address, and everything drawn from it. */

const data = unpack(JSON.parse(document.getElementById("data")?.textContent ?? "")) as unknown as PageData;
const model = createModel(data);
document.title = [data.change === undefined ? "Assets" : "Asset changes", data.title]
  .filter(Boolean)
  .join(": ");

const stateNow = (): PageState =>
  readState(location.hash === "" ? data.start : location.hash, data.change !== undefined);
const go = (state: PageState) => {
  location.hash = addressOf(state);
};

const picture = createPicture((node) => {
  const state = stateNow();
  if (node.kind === "asset") {
    go({ ...state, open: { kind: "asset", id: node.title } });
  } else if (node.kind === "flow") {
    go({ ...state, open: { kind: "flow", ...flowOfKey(node.key) } });
  } else {
    const { focus: _, select: __, ...rest } = state;
    go({ ...rest, group: node.title });
  }
});

const toolbarSlot = element("div", { class: "toolbar" });
const back = element("a", { class: "back" }, "← Overview");
const title = element("h2", { class: "title", tabindex: -1 });
const note = element("p", { class: "note", role: "status" });
const zoomButtons = element(
  "div",
  { class: "zoom" },
  button("+", () => picture.zoom.by(1.4), { "aria-label": "Zoom in" }),
  button("−", () => picture.zoom.by(1 / 1.4), { "aria-label": "Zoom out" }),
  button("Fit", () => shown && picture.zoom.fit(shown.layout), { "aria-label": "Fit the picture" }),
);
const tableSlot = element("section", { class: "table", "aria-label": "Assets", tabindex: 0 });
const panelBody = element("div", { class: "body" });
const panel = element(
  "aside",
  { "aria-label": "Details", tabindex: -1 },
  button("Close", () => closePanel(), { class: "close" }),
  panelBody,
);
const main = element(
  "main",
  {},
  element(
    "section",
    { class: "view", "aria-label": "Picture" },
    element("div", { class: "head" }, back, title, note),
    picture.svg,
    zoomButtons,
  ),
  tableSlot,
  panel,
);
document.body.append(header(model, stateNow), toolbarSlot, main);

let shown: View | undefined;
let shownAddress = "";

function closePanel(): void {
  const { open: _, ...rest } = stateNow();
  go(rest);
}

function render(): void {
  const state = stateNow();
  const { open, ...picturePart } = state;
  toolbarSlot.replaceChildren(toolbar(model, state));
  main.classList.toggle("with-panel", open !== undefined);
  panel.hidden = open === undefined;
  panelBody.replaceChildren(...panelOf(model, state));
  panel.scrollTop = 0;
  const address = addressOf(picturePart);
  if (address !== shownAddress || shown === undefined) {
    shownAddress = address;
    shown = viewOf(model, state);
    const overview = addressOf({ by: state.by, steps: state.steps, ...(open && { open }) });
    back.setAttribute("href", overview);
    back.hidden = addressOf(state) === overview;
    title.textContent = shown.title;
    note.textContent = shown.note ?? "";
    // The mark below the place of an error is aligned only in a fixed-width font.
    note.classList.toggle("lines", shown.note?.includes("\n") === true);
    picture.show(shown);
    tableSlot.replaceChildren(assetTable(model, shown.assets, state));
  }
  highlight(state);
}

function highlight({ open }: PageState): void {
  if (open?.kind !== "asset" || model.asset(open.id) === undefined) {
    picture.highlight(undefined, () => false);
    return;
  }
  const related = model.explorer.reachedIds([open.id], ["up", "down"]);
  const prefix = "asset:";
  picture.highlight(
    `${prefix}${open.id}`,
    (key) => key.startsWith(prefix) && related.has(key.slice(prefix.length)),
  );
}

window.addEventListener("hashchange", render);
window.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLInputElement;
  if (event.key === "/" && !typing) {
    event.preventDefault();
    document.getElementById("search")?.focus();
  } else if (event.key === "Escape" && !typing) closePanel();
  else if (!typing && (event.key === "+" || event.key === "-"))
    picture.zoom.by(event.key === "+" ? 1.4 : 1 / 1.4);
  else if (!typing && event.key === "0" && shown) picture.zoom.fit(shown.layout);
});
render();
