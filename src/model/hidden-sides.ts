import type { Gap, GapKind, Side } from "./model.ts";

const BOTH: readonly Side[] = ["inputs", "outputs"];
const NONE: readonly Side[] = [];
const HIDING: ReadonlySet<GapKind> = new Set(["file", "dynamic", "auto", "run-time", "undeclared"]);

/**
 * The sides on which a gap can hide any asset: `inputs` if a task may read any, `outputs` if it may write any.
 * Unreadable files, run-time lists, `enableAuto`, ids without known characters and unknown data access hide both,
 * unless the gap sets one. All other gaps left a pattern, which walks follow, or concern rejected declarations.
 */
export function hiddenSides({ kind, hides }: Gap): readonly Side[] {
  return hides ?? (HIDING.has(kind) ? BOTH : NONE);
}
