import { plainStyle } from "../report/style.ts";
import { detailsText } from "../report/text/details.ts";
import { KEYS } from "./keys.ts";
import { rememberLast } from "./remember-last.ts";
import type { ExploreSource } from "./source.ts";
import type { ExploreState } from "./state.ts";
import { wrapColumns } from "./wrap-columns.ts";

/** All lines of the right pane, broken where they are too long. */
export function pageLines(
  { explorer }: ExploreSource,
  state: ExploreState,
  width: number,
): readonly string[] {
  const { focus, lines, page } = state;
  if (page === "keys") return wrapped(KEYS, width);
  if (page !== "details") return remembered(lines, `${width}`, () => wrapped(lines, width));
  if (focus === undefined) return ["No assets."];
  return remembered(explorer, JSON.stringify([focus, width]), () => {
    const text = detailsText(explorer.details(focus), { style: plainStyle, width });
    return wrapped(text.trimEnd().split("\n"), width);
  });
}

const remembered = rememberLast<readonly string[]>();

function wrapped(lines: readonly string[], width: number): readonly string[] {
  return lines.flatMap((line) => wrapColumns(line, width));
}
