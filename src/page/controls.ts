import { CATEGORIES } from "../changes/compared.ts";
import { count } from "../util/text.ts";
import { button, element } from "./element.ts";
import type { PageModel } from "./model.ts";
import { searchField } from "./search.ts";
import { addressOf, MAX_STEPS, type PageState } from "./state.ts";

/** The bar at the top. */
export function header(model: PageModel, current: () => PageState): HTMLElement {
  const { inventory, change } = model.data;
  return element(
    "header",
    {},
    element("h1", {}, document.title),
    element(
      "p",
      { class: "faint" },
      change === undefined
        ? `${count(inventory.assets.length, "asset")} in ${count(inventory.flows.length, "flow")}`
        : CATEGORIES.filter((category) => category === "breaking" || change.counts[category] > 0)
            .map((category) => `${change.counts[category]} ${category}`)
            .join(", "),
    ),
    searchField(model, current),
    button("Light or dark", toggleTheme, { class: "theme" }),
  );
}

function toggleTheme(): void {
  const { dataset } = document.documentElement;
  const preferred = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  dataset.theme = (dataset.theme ?? preferred) === "dark" ? "light" : "dark";
}

/** The choice of a picture: overviews, filter, and the steps of a focus. Links, so that they work like any. */
export function toolbar(model: PageModel, state: PageState): HTMLElement {
  const { by, group, select, focus, steps } = state;
  const isOverview = focus === undefined && select === undefined && group === undefined;
  const overviewLink = (to: PageState["by"], text: string) =>
    element(
      "a",
      {
        href: addressOf({ by: to, steps, ...(state.open && { open: state.open }) }),
        "aria-current": by === to && isOverview ? "true" : undefined,
      },
      text,
    );
  const panelLink = (kind: "gaps" | "coverage" | "changes" | "help", text: string) =>
    element(
      "a",
      {
        href: addressOf({ ...state, open: { kind } }),
        "aria-current": state.open?.kind === kind ? "true" : undefined,
      },
      text,
    );
  const { gaps } = model.data.inventory;
  return element(
    "nav",
    { "aria-label": "Views" },
    element(
      "div",
      { class: "group", role: "group", "aria-label": "Overview" },
      ...(model.data.change ? [overviewLink("changes", "Change")] : []),
      overviewLink("namespace", "By namespace"),
      overviewLink("layer", "By layer"),
      overviewLink("all", "All assets"),
    ),
    filterForm(state),
    ...(focus === undefined ? [] : [stepsGroup(state)]),
    element(
      "div",
      { class: "group end", role: "group", "aria-label": "Panels" },
      ...(model.data.change ? [panelLink("changes", "Details of the change")] : []),
      panelLink("gaps", `Gaps (${gaps.length})`),
      panelLink("coverage", `Coverage ${Math.floor(model.data.coverage.percent)}%`),
      panelLink("help", "Help"),
    ),
  );
}

function filterForm(state: PageState): HTMLElement {
  const { focus: _, group: __, select, ...rest } = state;
  const input = element("input", {
    ...{ id: "filter", type: "text", autocomplete: "off", spellcheck: "false" },
    "aria-label": "Filter by a selection",
    placeholder: "Filter: type:Table, trips+ …",
    value: select,
  });
  const form = element("form", { role: "search" }, input, element("button", { type: "submit" }, "Filter"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = input.value.trim();
    location.hash = addressOf(text === "" ? rest : { ...rest, select: text });
  });
  return form;
}

function stepsGroup(state: PageState): HTMLElement {
  const { steps } = state;
  const link = (to: number, text: string, name: string) =>
    to < 0 || to > MAX_STEPS
      ? element("span", { class: "faint", "aria-hidden": "true" }, text)
      : element("a", { href: addressOf({ ...state, steps: to }), "aria-label": name }, text);
  return element(
    "div",
    { class: "group steps", role: "group", "aria-label": "Steps around the asset" },
    link(steps - 1, "−", "one step less"),
    element("span", {}, `±${count(steps, "step")}`),
    link(steps + 1, "+", "one step more"),
  );
}
