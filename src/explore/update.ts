import { plainStyle } from "../report/style.ts";
import { pathText } from "../report/text/path.ts";
import { findNodes, isPartOfId } from "./find-nodes.ts";
import { screenLayout } from "./layout.ts";
import { lineageRows } from "./lineage-rows.ts";
import { pageLines } from "./page-lines.ts";
import type { ExploreSource } from "./source.ts";
import { type ExploreState, PANES, type Prompt, type Step } from "./state.ts";

const MOST_DEPTH = 20;

/**
 * The state after a key: a pure function.
 *
 * @param key a character, or the name of a key such as "up", "enter" and "ctrl-c"
 */
export function update(source: ExploreSource, before: ExploreState, key: string): Step {
  if (key === "ctrl-c") return { state: before, effect: { kind: "quit" } };
  if (key === "ctrl-z") return { state: before, effect: { kind: "suspend" } };
  const state = { ...before, message: "" };
  if (state.prompt !== undefined) return inPrompt(source, state, state.prompt, key);
  const jump = distanceOf(state, key);
  if (jump !== undefined) return { state: moved(source, state, jump) };
  switch (key) {
    case "q":
      return { state, effect: { kind: "quit" } };
    case "tab":
    case "right":
    case "l":
      return { state: { ...state, pane: paneAfter(state, 1) } };
    case "left":
    case "h":
      return { state: { ...state, pane: paneAfter(state, -1) } };
    case "/":
      return { state: { ...state, pane: "list", prompt: { kind: "filter", text: state.filter } } };
    case "p":
      return { state: state.focus === undefined ? state : { ...state, prompt: { kind: "path", text: "" } } };
    case "escape":
      return {
        state: state.page === "details" ? filtered(source, state, "") : page(state, "details"),
      };
    case "?":
      return { state: page(state, state.page === "keys" ? "details" : "keys") };
    case "enter":
      return { state: focused(source, state, marked(source, state)) };
    case "backspace":
      return { state: back(source, state) };
    case "u":
    case "d":
      return { state: towards(source, state, key === "u" ? "up" : "down") };
    case "+":
    case "=":
    case "-":
      return { state: deeper(source, state, key === "-" ? -1 : 1) };
    default:
      return asked(source, state, key);
  }
}

/** Keys that ask about the focus. */
function asked(source: ExploreSource, state: ExploreState, key: string): Step {
  const { focus } = state;
  if (focus === undefined) return { state };
  if (key === "i") {
    return state.page === "impact"
      ? { state: page(state, "details") }
      : { state: { ...state, message: "computing the impact" }, effect: { kind: "impact", id: focus } };
  }
  if (key === "y")
    return { state: { ...state, message: `copied ${focus}` }, effect: { kind: "copy", text: focus } };
  if (key !== "o") return { state: { ...state, message: "unknown key; ? lists the keys" } };
  const { writers, readers } = source.explorer.usages(focus);
  const place = (writers[0] ?? readers[0])?.place;
  if (place === undefined) return { state: { ...state, message: "no file mentions this asset" } };
  return { state, effect: { kind: "open", file: place.file, line: place.line } };
}

/** Lines to move, or undefined for another key. */
function distanceOf(state: ExploreState, key: string): number | undefined {
  const { rows } = screenLayout(state);
  const far = Number.MAX_SAFE_INTEGER;
  const distances: Readonly<Record<string, number>> = {
    ...{ up: -1, k: -1, down: 1, j: 1 },
    ...{ pageup: -rows, pagedown: rows, g: -far, home: -far, G: far, end: far },
  };
  return Object.hasOwn(distances, key) ? distances[key] : undefined;
}

function moved(source: ExploreSource, state: ExploreState, by: number): ExploreState {
  if (state.pane === "list") return { ...state, cursor: within(state.cursor + by, state.nodes.length) };
  const rows = lineageRows(source, state.focus, state.depth);
  if (state.pane === "lineage") return { ...state, step: within(state.step + by, rows.length) };
  const layout = screenLayout(state);
  const last = pageLines(source, state, layout.page).length - layout.rows + 1;
  return { ...state, scroll: within(state.scroll + by, Math.max(1, last)) };
}

function within(index: number, length: number): number {
  return Math.max(0, Math.min(index, length - 1));
}

function paneAfter({ pane }: ExploreState, by: number): ExploreState["pane"] {
  return PANES[(PANES.indexOf(pane) + by + PANES.length) % PANES.length] ?? "list";
}

/** The asset under the cursor of the active pane. */
function marked(source: ExploreSource, state: ExploreState): string | undefined {
  if (state.pane === "page") return undefined;
  if (state.pane === "lineage") return lineageRows(source, state.focus, state.depth)[state.step]?.id;
  const node = state.nodes[state.cursor];
  return node === undefined ? undefined : source.explorer.graph.allIds()[node];
}

function focused(source: ExploreSource, state: ExploreState, id: string | undefined): ExploreState {
  if (id === undefined || id === state.focus) return page(state, "details");
  const history = state.focus === undefined ? state.history : [...state.history, state.focus];
  return { ...onFocus(source, state, id), history };
}

function onFocus(source: ExploreSource, state: ExploreState, id: string): ExploreState {
  const step = lineageRows(source, id, state.depth).findIndex(({ direction }) => direction === undefined);
  return page({ ...state, focus: id, step }, "details");
}

function back(source: ExploreSource, state: ExploreState): ExploreState {
  const id = state.history.at(-1);
  if (id === undefined) return { ...state, message: "no earlier focus" };
  return { ...onFocus(source, state, id), history: state.history.slice(0, -1) };
}

/** The marker on the nearest asset in a direction. */
function towards(source: ExploreSource, state: ExploreState, direction: "up" | "down"): ExploreState {
  const rows = lineageRows(source, state.focus, state.depth);
  const next =
    direction === "up"
      ? rows.findLastIndex((row) => row.direction === "up")
      : rows.findIndex((row) => row.direction === "down");
  if (next < 0) return { ...state, message: `nothing ${direction}stream of ${state.focus ?? "it"}` };
  return { ...state, pane: "lineage", step: next };
}

function deeper(source: ExploreSource, state: ExploreState, by: number): ExploreState {
  const depth = Math.max(1, Math.min(state.depth + by, MOST_DEPTH));
  const id = lineageRows(source, state.focus, state.depth)[state.step]?.id;
  const rows = lineageRows(source, state.focus, depth);
  const kept = rows.findIndex((row) => row.id === id);
  const step = kept < 0 ? rows.findIndex(({ direction }) => direction === undefined) : kept;
  return { ...state, depth, step, message: `lineage of ${depth} step${depth === 1 ? "" : "s"}` };
}

function page(state: ExploreState, name: ExploreState["page"], lines: readonly string[] = []): ExploreState {
  return { ...state, page: name, lines, scroll: 0 };
}

/** The state with the text of a page. */
export function withPage(state: ExploreState, name: ExploreState["page"], text: string): ExploreState {
  return page({ ...state, message: "" }, name, text.trimEnd().split("\n"));
}

function inPrompt(source: ExploreSource, state: ExploreState, prompt: Prompt, key: string): Step {
  const { prompt: _, ...closed } = state;
  if (key === "escape") {
    return { state: prompt.kind === "filter" ? filtered(source, closed, "") : closed };
  }
  if (key === "enter") {
    return {
      state: prompt.kind === "path" ? withPath(source, closed, prompt.text) : withSelection(source, closed),
    };
  }
  if (key === "up" || key === "down") return { state: moved(source, state, key === "up" ? -1 : 1) };
  const text = key === "backspace" ? [...prompt.text].slice(0, -1).join("") : prompt.text + typed(key);
  const typing = { ...state, prompt: { ...prompt, text } };
  if (prompt.kind === "path") return { state: typing };
  if (isPartOfId(text)) return { state: filtered(source, typing, text) };
  return { state: { ...typing, filter: text, isWaiting: true }, effect: { kind: "select" } };
}

/** The state with the list of its filter, if that is a selection that was not evaluated yet. */
export function withSelection(source: ExploreSource, state: ExploreState): ExploreState {
  return state.isWaiting ? filtered(source, state, state.filter) : state;
}

/** A key as text of a prompt; named keys have none. */
function typed(key: string): string {
  return /^(up|down|left|right|tab|pageup|pagedown|home|end|ctrl-.*)$/.test(key)
    ? ""
    : key.replace(/\p{Cc}/gu, "");
}

/** The list of a filter. A selection that is not complete yet keeps the list. */
function filtered(
  source: ExploreSource,
  { isWaiting: _, ...state }: ExploreState,
  filter: string,
): ExploreState {
  try {
    const nodes = findNodes(source, filter);
    return { ...state, filter, nodes, cursor: 0, message: nodes.length === 0 ? "no match" : "" };
  } catch (error) {
    return { ...state, filter, message: firstLine(error) };
  }
}

function withPath(source: ExploreSource, state: ExploreState, to: string): ExploreState {
  const { explorer } = source;
  const from = explorer.graph.nodeOf(state.focus ?? "");
  if (from === undefined || to.trim() === "") return state;
  try {
    const exact = explorer.graph.nodeOf(to.trim());
    const targets = exact === undefined ? findNodes(source, to) : [exact];
    if (targets.length === 0) return { ...state, message: `no match for ${to}` };
    const width = screenLayout(state).page;
    return withPage(state, "path", pathText(explorer.paths([from], targets), { style: plainStyle, width }));
  } catch (error) {
    return { ...state, message: firstLine(error) };
  }
}

/** The first line of an error message, for the status line. */
export function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split("\n")[0] ?? "";
}
