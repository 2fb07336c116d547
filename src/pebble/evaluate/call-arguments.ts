import type { CallArguments, Expression } from "../syntax/syntax-tree.ts";
import { fail } from "../values/failure.ts";
import type { Value } from "../values/value.ts";

/**
 * Evaluates the arguments of a call and puts them in the order of the declared names; without names the positional
 * ones as written. reference: Pebble's ArgumentsNode.
 */
export function bindArguments(
  args: CallArguments,
  names: readonly string[] | undefined,
  evaluate: (expression: Expression) => Value,
): (Value | undefined)[] {
  if (names === undefined) return args.positional.map(evaluate);
  if (args.positional.length > names.length) {
    throw fail(
      `takes ${names.length === 0 ? "no arguments" : `at most ${names.length} argument(s): ${names.join(", ")}`}`,
    );
  }
  const bound: (Value | undefined)[] = args.positional.map(evaluate);
  for (const { name, value } of args.named) {
    const at = names.indexOf(name);
    if (at < 0) throw fail(`has no argument "${name}"; it takes: ${names.join(", ") || "none"}`);
    bound[at] = evaluate(value);
  }
  for (let at = 0; at < bound.length; at++) bound[at] ??= undefined;
  return bound;
}

/** Whether a call has positional arguments, or one of another name. */
export function hasOthers({ positional, named }: CallArguments, names: readonly string[] = []): boolean {
  return positional.length > 0 || named.some(({ name }) => !names.includes(name));
}
