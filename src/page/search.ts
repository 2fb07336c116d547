import { element } from "./element.ts";
import type { PageModel } from "./model.ts";
import { addressOf, DEFAULT_STEPS, type PageState } from "./state.ts";

const MAX_RESULTS = 12;

interface Found {
  readonly kind: "asset" | "flow";
  readonly text: string;
  readonly address: string;
}

/** A field that finds assets and flows by a part of their names. */
export function searchField(model: PageModel, current: () => PageState): HTMLElement {
  const list = element("ul", {
    id: "found",
    role: "listbox",
    "aria-label": "Assets and flows",
    hidden: true,
  });
  const input = element("input", {
    ...{ id: "search", type: "search", role: "combobox", autocomplete: "off", spellcheck: "false" },
    ...{ "aria-controls": "found", "aria-expanded": "false", "aria-autocomplete": "list" },
    placeholder: "Search assets and flows  ( / )",
    "aria-label": "Search assets and flows",
  });
  let results: readonly Found[] = [];
  let active = 0;
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = () => {
    [...list.children].forEach((item, index) => {
      item.setAttribute("aria-selected", String(index === active));
    });
    if (results.length > 0) input.setAttribute("aria-activedescendant", `found-${active}`);
  };
  const go = (found: Found | undefined) => {
    if (found === undefined) return;
    input.value = "";
    close();
    location.hash = found.address;
  };
  const update = () => {
    const words = input.value.trim().toLowerCase();
    results = words === "" ? [] : search(model, words, current());
    active = 0;
    list.replaceChildren(
      ...results.map(({ kind, text }, index) => {
        const item = element(
          "li",
          { id: `found-${index}`, role: "option" },
          element("span", {}, text),
          ` ${kind}`,
        );
        item.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          go(results[index]);
        });
        return item;
      }),
    );
    if (words !== "" && results.length === 0)
      list.append(
        element(
          "li",
          { role: "option", "aria-disabled": "true" },
          `Nothing contains "${input.value.trim()}"`,
        ),
      );
    list.hidden = words === "";
    input.setAttribute("aria-expanded", String(words !== ""));
    mark();
  };
  input.addEventListener("input", update);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") go(results[active]);
    else if (event.key === "Escape") {
      input.value = "";
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      active = (active + step + results.length) % Math.max(1, results.length);
      mark();
    } else return;
    event.preventDefault();
  });
  return element("div", { class: "search" }, input, list);
}

/** Names that end with the words first, then the shortest. */
function search(model: PageModel, words: string, state: PageState): Found[] {
  const { assets, flows } = model.data.inventory;
  const found: Found[] = [
    ...assets
      .filter(({ id, displayName = "" }) => `${id}\n${displayName}`.toLowerCase().includes(words))
      .map(({ id }): Found => {
        const open = { kind: "asset", id } as const;
        return {
          kind: "asset",
          text: id,
          address: addressOf({ ...state, focus: id, steps: DEFAULT_STEPS, open }),
        };
      }),
    ...flows
      .filter(({ namespace, flow }) => `${namespace}/${flow}`.toLowerCase().includes(words))
      .map(({ namespace, flow }): Found => {
        const open = { kind: "flow", namespace, flow } as const;
        return { kind: "flow", text: `${namespace}/${flow}`, address: addressOf({ ...state, open }) };
      }),
  ];
  const rank = ({ text }: Found) => (text.toLowerCase().endsWith(words) ? 0 : 1_000) + text.length;
  return found.sort((a, b) => rank(a) - rank(b)).slice(0, MAX_RESULTS);
}
