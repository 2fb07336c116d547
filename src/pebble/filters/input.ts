import type { Arguments } from "../definitions/definition.ts";
import { javaClassName } from "../values/class-name.ts";
import { type Failure, fail } from "../values/failure.ts";
import { javaText } from "../values/java-text.ts";
import { findUnknown } from "../values/unknown.ts";
import type { ListValue, Value } from "../values/value.ts";

/** The Java class of a value, for messages. */
export function describe(value: Value): string {
  return javaClassName(value) ?? "null";
}

export function wrongInput(expected: string, value: Value): Failure {
  return fail(`the input must be ${expected}, not ${describe(value)}`);
}

/** The text of a String; any other value is an error (a ClassCastException in the engine). */
export function stringInput(input: Value): string {
  if (input.kind === "string" || input.kind === "safe-string") return input.value;
  throw wrongInput("a String", input);
}

/** A java.util.List; arrays, sets and everything else are errors. */
export function listInput(input: Value): ListValue {
  if (input.kind !== "list") throw wrongInput("a List", input);
  return input;
}

/** The text of an argument that must be given and not null. */
export function requiredText(arg: Value | undefined, name: string): string {
  if (arg === undefined || arg.kind === "null") throw fail(`the argument "${name}" is missing`);
  return javaText(arg);
}

/** The text of an argument that must be a String when it is given; undefined when it is not given or null. */
export function optionalString(arg: Value | undefined, name: string): string | undefined {
  if (arg === undefined || arg.kind === "null") return undefined;
  if (arg.kind !== "string" && arg.kind !== "safe-string")
    throw fail(`the argument "${name}" must be a String, not ${describe(arg)}`);
  return arg.value;
}

/** A Long argument (a literal); an Integer from YAML or JSON is an error, as in the engine. */
export function longArgument(arg: Value | undefined, name: string): number {
  if (arg?.kind !== "long")
    throw fail(
      `the argument "${name}" must be a Long literal, not ${arg === undefined ? "missing" : describe(arg)}`,
    );
  return Number(arg.value);
}

export function argumentsKnown(args: Arguments): boolean {
  return args.every((arg) => arg === undefined || findUnknown(arg) === undefined);
}
