import { joinValues } from "../values/join.ts";
import { derived } from "../values/unknown.ts";
import type { Unknown, Value } from "../values/value.ts";
import { noteBranches, type Run, type UncertainBranch } from "./run.ts";

/** The value after two branches of which `cause` decides which one happens. */
export function branchValue(
  run: Run,
  a: UncertainBranch<Value>,
  b: UncertainBranch<Value>,
  cause: Unknown,
): Value {
  noteBranches(run, [a, b], cause);
  if (a.ok && b.ok) return joinValues(a.result, b.result, cause);
  return besideFailure(a.ok ? a.result : b.ok ? b.result : cause, cause);
}

/** One branch fails, so neither failure nor the value of the other branch is certain. */
function besideFailure(value: Value, cause: Unknown): Value {
  if (value.kind === "text") return value;
  return derived(value.kind === "unknown" ? value : cause, { maybeNull: true });
}
