import type {
  Arguments,
  CallContext,
  FilterDefinition,
  FunctionDefinition,
  ResultShape,
  TestDefinition,
} from "../definitions/definition.ts";
import type { Answer } from "../values/equality.ts";
import { textWithHoles } from "../values/text-with-holes.ts";
import { derived, findUnknown } from "../values/unknown.ts";
import type { Parts, Unknown, Value } from "../values/value.ts";

/** Applies a filter to an input and arguments that may be partly unknown. */
export function applyFilter(
  filter: FilterDefinition,
  input: Value,
  args: Arguments,
  context: CallContext,
): Value {
  const cause = findUnknown(input);
  const argumentCause = firstUnknown(args);
  if (cause === undefined && argumentCause === undefined) return filter.apply(input, args, context);
  if (input.kind === "text" && filter.refusesText) return filter.apply(input, args, context);
  const own = filter.partial?.(input, args, context);
  if (own !== undefined) return own;
  if (argumentCause === undefined && filter.holes !== undefined) {
    const parts = textParts(input, filter.textual ?? false);
    const result = parts === undefined ? undefined : filter.holes(parts, args, context);
    if (result !== undefined) return textWithHoles(result);
  }
  if (input.kind === "null" && filter.nullInput === "null") return filter.apply(input, args, context);
  const nullInput = input.kind === "null" || (input.kind === "unknown" && input.maybeNull);
  return lifted(filter, cause ?? argumentCause, nullInput && filter.nullInput !== "error");
}

/** Calls a function with arguments that may be partly unknown. */
export function applyFunction(definition: FunctionDefinition, args: Arguments, context: CallContext): Value {
  if (definition.apply === undefined) {
    if (definition.unknown === undefined)
      throw new Error(`${definition.name} has neither a result nor a reason`);
    return definition.unknown(args);
  }
  const cause = firstUnknown(args);
  if (cause === undefined) return definition.apply(args, context);
  return definition.partial?.(args, context) ?? lifted(definition, cause, args.some(maybeNull));
}

/** The result of a pure function with an unknown argument. */
function lifted(shape: ResultShape, cause: Unknown | undefined, nullPossible: boolean): Value {
  if (cause === undefined) throw new Error("nothing is unknown");
  const maybeNull = nullPossible || (shape.mayReturnNull ?? false);
  const result = derived(cause, { maybeNull });
  return shape.returnsText === true && !maybeNull ? textWithHoles([result]) : result;
}

/** Applies a test to an input and arguments that may be partly unknown. */
export function applyTest(test: TestDefinition, input: Value, args: Arguments, context: CallContext): Answer {
  const cause = findUnknown(input) ?? firstUnknown(args);
  if (cause === undefined) return test.apply(input, args, context);
  return test.partial?.(input, args, context) ?? cause;
}

function firstUnknown(args: Arguments): Unknown | undefined {
  for (const arg of args) {
    const found = arg === undefined ? undefined : findUnknown(arg);
    if (found !== undefined) return found;
  }
  return undefined;
}

function maybeNull(arg: Value | undefined): boolean {
  return arg?.kind === "null" || (arg?.kind === "unknown" && arg.maybeNull);
}

/** The parts of a text with holes; an unknown counts when it is a word, or `any` is set, and it is never null. */
function textParts(input: Value, any: boolean): Parts | undefined {
  if (input.kind === "text") return input.parts;
  if (input.kind === "unknown" && !input.maybeNull && (input.word || any)) return [input];
  return undefined;
}
