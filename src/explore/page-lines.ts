import { plainStyle } from "../report/style.ts";
import { detailsText } from "../report/text/details.ts";
import { KEYS } from "./keys.ts";
import type { ExploreSource } from "./source.ts";
import type { ExploreState } from "./state.ts";
import { wrapColumns } from "./wrap-columns.ts";

/** All lines of the right pane, broken where they are too long. */
export function pageLines(source: ExploreSource, state: ExploreState, width: number): readonly string[] {
  return textLines(source, state, width).flatMap((line) => wrapColumns(line, width));
}

function textLines(source: ExploreSource, state: ExploreState, width: number): readonly string[] {
  if (state.page === "keys") return KEYS;
  if (state.page !== "details") return state.lines;
  if (state.focus === undefined) return ["No assets."];
  return detailsText(source.explorer.details(state.focus), { style: plainStyle, width })
    .trimEnd()
    .split("\n");
}
