import type { Gap, GapKind, Side } from "./model.ts";

const BOTH: readonly Side[] = ["inputs", "outputs"];
const NONE: readonly Side[] = [];
const HIDING: ReadonlySet<GapKind> = new Set(["file", "dynamic", "auto", "run-time", "undeclared"]);

/**
 * The sides on which a gap can hide any asset: `inputs` where something may read any, `outputs` where it may write any.
 * A file that could not be read, a list that only a run decides, `enableAuto`, an id without a known character and a task
 * that declares nothing and is not understood hide
 * both unless the gap says which one. Other gaps have left a pattern, which walks follow, or concern what Kestra refuses.
 */
export function hiddenSides({ kind, hides }: Gap): readonly Side[] {
  return hides ?? (HIDING.has(kind) ? BOTH : NONE);
}
