import { Box, Text } from "ink";
import { columnsOf } from "../report/text/columns.ts";
import { grouped } from "../util/text.ts";
import { endOfId, fitColumns } from "./fit-columns.ts";
import { screenLayout, windowStart } from "./layout.ts";
import { lineageRows } from "./lineage-rows.ts";
import { marksOf } from "./marks.ts";
import { pageLines } from "./page-lines.ts";
import { type PaneLine, PaneView } from "./pane.tsx";
import type { ExploreSource } from "./source.ts";
import type { ExploreState } from "./state.ts";

/** The screen of a state. Only visible lines are made. */
export function Screen({ source, state }: { readonly source: ExploreSource; readonly state: ExploreState }) {
  const { list, lineage, page, rows } = screenLayout(state);
  const { pane } = state;
  const counted = `${grouped(state.nodes.length)} of ${grouped(source.explorer.graph.assets.length)}`;
  const lines = pageLines(source, state, page);
  const steps = state.depth === 1 ? "1 step" : `${state.depth} steps`;
  return (
    <Box flexDirection="column">
      <Box>
        <PaneView
          title={fitColumns(`Assets ${counted}`, list - 1)}
          isActive={pane === "list"}
          width={list}
          rows={rows}
          lines={listLines(source, state, list)}
        />
        <PaneView
          title={fitColumns(`Lineage, ${steps}`, lineage - 1)}
          isActive={pane === "lineage"}
          width={lineage}
          rows={rows}
          lines={lineageLines(source, state, lineage)}
        />
        <PaneView
          title={fitColumns(`${TITLES[state.page]}${shownPart(lines.length, state.scroll, rows)}`, page - 1)}
          isActive={pane === "page"}
          width={page}
          rows={rows}
          lines={lines
            .slice(state.scroll, state.scroll + rows)
            .map((line) => ({ text: fitColumns(line, page) }))}
        />
      </Box>
      <Text wrap="truncate">{fitColumns(statusOf(state), Math.max(1, state.size.columns - 1))}</Text>
    </Box>
  );
}

/** The visible lines of a page that is longer than the screen. */
function shownPart(length: number, from: number, rows: number): string {
  return length <= rows ? "" : `, lines ${from + 1} to ${Math.min(from + rows, length)} of ${length}`;
}

const TITLES = { details: "Details", impact: "Impact", path: "Path", keys: "Keys" } as const;

function statusOf({ prompt, message, filter, page }: ExploreState): string {
  if (prompt !== undefined) {
    const label = prompt.kind === "filter" ? "/" : "path to: ";
    return `${label}${prompt.text}█${message === "" ? "" : `   ${message}`}`;
  }
  if (message !== "") return message;
  if (page !== "details") return "esc close   tab other pane   ? keys   q quit";
  return filter === ""
    ? "? keys   / search   enter focus   q quit"
    : `filter: ${filter}   esc clear   ? keys`;
}

function listLines({ explorer }: ExploreSource, state: ExploreState, width: number): PaneLine[] {
  const { rows } = screenLayout(state);
  const start = windowStart(state.cursor, state.nodes.length, rows);
  return state.nodes.slice(start, start + rows).map((node, at) => {
    const asset = explorer.graph.assets[node];
    const isMarked = start + at === state.cursor;
    const id = asset?.id ?? "";
    return {
      text: idLine(`${isMarked ? ">" : " "}${asset ? marksOf(asset) : ""}`, id, width),
      isMarked: isMarked && state.pane === "list",
      isStrong: id === state.focus,
    };
  });
}

function lineageLines(source: ExploreSource, state: ExploreState, width: number): PaneLine[] {
  const { rows } = screenLayout(state);
  const all = lineageRows(source, state.focus, state.depth);
  const start = windowStart(state.step, all.length, rows);
  return all.slice(start, start + rows).map((row, at) => {
    const isMarked = start + at === state.step;
    const marks = marksOf({ certainty: row.certainty, ...(row.isInferred && { origin: "inferred" }) });
    const arrow = row.direction === undefined ? "●" : row.direction === "up" ? "↑" : "↓";
    const far = row.distance > 1 ? String(row.distance) : "";
    const by = row.by === "" ? "" : `  ${row.by}`;
    return {
      text: idLine(`${isMarked ? ">" : " "}${marks}${arrow}${far} `, row.id, width, by),
      isMarked: isMarked && state.pane === "lineage",
      isStrong: row.direction === undefined,
    };
  });
}

/** A line with an id, cut at its start, and the text after it if there is room. */
function idLine(before: string, id: string, width: number, after = ""): string {
  const line = before + endOfId(id, width - columnsOf(before));
  return fitColumns(columnsOf(line) + LEAST_AFTER <= width ? line + after : line, width);
}

/** Columns for the two blanks and the first letters of a task. */
const LEAST_AFTER = 6;
