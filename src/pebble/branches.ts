import { joinValues } from "./join.ts";
import { type Branch, noteMissing, type Run } from "./run.ts";
import { derived, type Unknown, type Value } from "./value.ts";

/** The value after two branches of which `cause` decides which one happens. */
export function branchValue(run: Run, a: Branch<Value>, b: Branch<Value>, cause: Unknown): Value {
  if (!a.ok && !b.ok) {
    if (a.failure.kind === b.failure.kind) throw a.failure;
    // Undefined in one case, another error in the other: an enclosing `??` may still save it.
    noteMissing(run, cause);
    return derived(cause, { maybeNull: true });
  }
  if (a.ok) noteMissing(run, a.maybeMissing);
  if (b.ok) noteMissing(run, b.maybeMissing);
  if (a.ok && b.ok) return joinValues(a.result, b.result, cause);
  return a.ok
    ? besideFailure(run, a.result, b, cause)
    : b.ok
      ? besideFailure(run, b.result, a, cause)
      : derived(cause);
}

/** One branch fails: whether the whole fails is not known, nor is the result then called known. */
function besideFailure(run: Run, value: Value, failed: Branch<Value>, cause: Unknown): Value {
  if (!failed.ok && failed.failure.kind === "missing") noteMissing(run, cause);
  if (value.kind === "unknown" || value.kind === "text") return value;
  return derived(cause, { maybeNull: value.kind === "null" });
}
