import {
  isTemplate,
  type Rendered,
  render,
  renderTogether,
  renderTyped,
  type Scope,
  type Unknown,
  unknown,
  type Value,
} from "../pebble/index.ts";
import type { Assignment } from "./choice.ts";
import type { FlowContext } from "./flow-context.ts";
import type { Input } from "./input.ts";
import { pinnedValue } from "./input-value.ts";
import type { LoopItem } from "./loop-values.ts";
import { type LoopState, labelsVariable, levelVariables, nest } from "./scope.ts";
import type { Level, LoopSite } from "./site.ts";
import { staticOutputs } from "./static-outputs.ts";

/** What is known of the loops around a declaration in this case. */
export type KnownLoop =
  | { readonly kind: "items"; readonly items: readonly LoopItem[] }
  | { readonly kind: "unknown"; readonly reason: string };

export interface Touched<T> {
  readonly result: T;
  /** Every unknown that the evaluation consulted or printed, in order. */
  readonly touched: readonly Unknown[];
}

/** Evaluates texts of one flow in one case. */
export interface Evaluation {
  readonly context: FlowContext;
  readonly assignment: Assignment;
  /** Filled from the outside in, as the loops around a declaration are resolved. */
  readonly loops: Map<string, KnownLoop>;
  render(text: string, level: Level): Touched<Rendered>;
  /** Several texts of one task, one after the other: a list that one of them sorts in place is sorted for the next. */
  together<T>(level: Level, use: (render: (text: string) => Touched<Rendered>) => T): T;
  /** In the scope that input defaults, options and conditions see: no task, and only these inputs. */
  renderForInput(text: string, inputs: readonly string[]): Touched<Rendered>;
  renderTypedForInput(text: string, inputs: readonly string[]): Touched<ReturnType<typeof renderTyped>>;
}

/** Origin of the unknown that stands for the items of a loop whose values are not known. */
export const UNRESOLVED = "unresolved:";

/**
 * @param known loops that an evaluation with a part of this assignment has resolved: what is known stays known
 */
export function createEvaluation(
  context: FlowContext,
  assignment: Assignment,
  known?: ReadonlyMap<string, KnownLoop>,
): Evaluation {
  const loops = new Map(known);
  const scopes = new Map<Level, Readonly<Record<string, Value>>>();
  let common: Record<string, Value> | undefined;

  const commonVariables = (): Record<string, Value> => {
    common ??= {
      ...context.variables,
      labels: labelsVariable(context, assignment),
      ...(context.inputs.length > 0 && { inputs: inputsVariable(context, assignment, context.inputs) }),
    };
    return common;
  };
  const loopState = (site: LoopSite): LoopState => stateOf(site, assignment, loops);
  const variablesAt = (level: Level): Readonly<Record<string, Value>> => {
    let variables = scopes.get(level);
    if (!variables) {
      variables = { ...commonVariables(), ...levelVariables(context, level, loopState) };
      const outputs = staticOutputs(context, level, (text, at, outputsSoFar) =>
        render(text, {
          variables: { ...variablesWithout(at), outputs: outputsSoFar },
          dialect: context.line,
        }),
      );
      variables = { ...variables, outputs };
      scopes.set(level, variables);
    }
    return variables;
  };
  const variablesWithout = (level: Level): Record<string, Value> => ({
    ...commonVariables(),
    ...levelVariables(context, level, loopState),
  });
  const inputScope = (ids: readonly string[]): Record<string, Value> => ({
    ...context.variables,
    labels: labelsVariable(context, assignment),
    inputs: inputsVariable(
      context,
      assignment,
      context.inputs.filter((input) => ids.includes(input.id)),
    ),
  });
  const tracked = <T>(variables: Readonly<Record<string, Value>>, run: (scope: Scope) => T): Touched<T> => {
    const touched: Unknown[] = [];
    const result = run({ variables, dialect: context.line, onUnknown: (each) => touched.push(each) });
    return { result, touched };
  };

  return {
    context,
    assignment,
    loops,
    render: (text, level) =>
      isTemplate(text)
        ? tracked(variablesAt(level), (scope) => render(text, scope))
        : { result: { kind: "known", text }, touched: [] },
    together: (level, use) =>
      renderTogether({ variables: variablesAt(level), dialect: context.line }, (one) =>
        use((text) => {
          const touched: Unknown[] = [];
          return { result: one(text, (each) => touched.push(each)), touched };
        }),
      ),
    renderForInput: (text, ids) => tracked(inputScope(ids), (scope) => render(text, scope)),
    renderTypedForInput: (text, ids) => tracked(inputScope(ids), (scope) => renderTyped(text, scope)),
  };
}

function stateOf(site: LoopSite, assignment: Assignment, loops: ReadonlyMap<string, KnownLoop>): LoopState {
  const assigned = assignment.get(site.key);
  if (assigned && assigned.value !== "absent") {
    return { value: assigned.value, ...(assigned.item && { item: assigned.item }) };
  }
  const known = loops.get(site.key);
  if (known?.kind === "unknown") {
    const reason = `the items of the loop "${site.task.id}" are not known: ${known.reason}`;
    return { value: unknown(reason, { origin: UNRESOLVED + site.key }) };
  }
  return { value: unknown(`one of the items of the loop "${site.task.id}"`, { origin: site.key }) };
}

function inputsVariable(context: FlowContext, assignment: Assignment, inputs: readonly Input[]): Value {
  return nest(
    inputs.flatMap((input) => {
      const value = inputValue(context, assignment, input);
      return value === "absent" ? [] : [[input.id.split("."), value] as const];
    }),
  );
}

function inputValue(context: FlowContext, assignment: Assignment, input: Input): Value | "absent" {
  if (input.secret) {
    return unknown(`inputs.${input.id} is a secret`, {
      maybeNull: !input.required && input.defaults === undefined,
      maybeUndefined: input.dependsOn.length > 0,
    });
  }
  if (Object.hasOwn(context.pins, input.id)) return pinnedValue(input, context.pins[input.id]);
  const assigned = assignment.get(`input:${input.id}`);
  if (assigned) return assigned.value;
  const hasDefault = input.defaults !== undefined;
  return unknown(
    hasDefault
      ? `inputs.${input.id} can be given when an execution starts`
      : `inputs.${input.id} has no default: it is given when an execution starts`,
    {
      origin: `input:${input.id}`,
      maybeNull: !input.required && !hasDefault,
      maybeUndefined: input.dependsOn.length > 0,
    },
  );
}
