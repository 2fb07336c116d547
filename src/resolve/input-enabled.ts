import { type Unknown, unknown } from "../pebble/index.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Dependency, Input } from "./input.ts";

export type Enabled =
  | { readonly kind: "yes" | "no" }
  /** Undecided; `dependencies` are the unknowns that would decide it. */
  | { readonly kind: "open"; readonly dependencies: readonly Unknown[] };

/**
 * Whether an input exists in a case: all inputs that it depends on exist and are not null, and its condition is the
 * boolean true. Source: Kestra's FlowInputOutput.
 */
export function isEnabled(input: Input, evaluation: Evaluation): Enabled {
  const open: Unknown[] = [];
  for (const dependency of input.dependsOn) {
    for (const needed of dependency.inputs) {
      const presence = isPresent(needed, evaluation);
      if (presence.kind === "no") return presence;
      if (presence.kind === "open") open.push(...presence.dependencies);
    }
    // The condition is evaluated only after the existence of these inputs is decided.
    if (open.length > 0) continue;
    const condition = holds(dependency, evaluation);
    if (condition.kind === "no") return condition;
    if (condition.kind === "open") open.push(...condition.dependencies);
  }
  return open.length > 0 ? { kind: "open", dependencies: open } : { kind: "yes" };
}

function isPresent(id: string, { assignment, context }: Evaluation): Enabled {
  const origin = `input:${id}`;
  const assigned = assignment.get(origin);
  if (assigned !== undefined) {
    const { value, disabled } = assigned;
    return { kind: disabled || value === "absent" || value.kind === "null" ? "no" : "yes" };
  }
  const needed = context.inputs.find((candidate) => candidate.id === id);
  if (!needed || Object.hasOwn(context.pins, id)) return { kind: "yes" };
  const canBeMissing = needed.dependsOn.length > 0 || (!needed.required && needed.defaults === undefined);
  return canBeMissing
    ? { kind: "open", dependencies: [unknown(`inputs.${id} may be missing`, { origin })] }
    : { kind: "yes" };
}

function holds({ condition, inputs }: Dependency, evaluation: Evaluation): Enabled {
  if (!condition) return { kind: "yes" };
  if (typeof condition.value !== "string") return { kind: condition.value === true ? "yes" : "no" };
  const { result, dependencies } = evaluation.renderTypedForInput(condition.value, inputs);
  if (result.kind === "error") return { kind: "no" };
  if (result.value.kind === "boolean") return { kind: result.value.value ? "yes" : "no" };
  if (result.value.kind === "unknown" || result.value.kind === "text") return { kind: "open", dependencies };
  return { kind: "no" };
}
