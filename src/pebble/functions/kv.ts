import type { Arguments, CallContext, FunctionDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { findUnknown, unknown } from "../values/unknown.ts";
import type { Value } from "../values/value.ts";

/** The name for values of the key-value store in a context. No template can spell it. */
function kvVariable(key: string, namespace?: string): string {
  return `kv(${JSON.stringify(namespace === undefined ? [key] : [key, namespace])})`;
}

/** The key, and the namespace where one is named, of such a name; undefined for the name of a variable. */
export function kvOf(name: string): readonly [key: string, namespace?: string] | undefined {
  return name.startsWith("kv(") ? JSON.parse(name.slice("kv(".length, -1)) : undefined;
}

/**
 * `kv(key, namespace, errorOnMissing=true)`: a missing key is an error; the result may be null with
 * `errorOnMissing=false`. reference: Kestra's KvFunction
 */
export const kvFunction: FunctionDefinition = {
  name: "kv",
  argumentNames: ["key", "namespace", "errorOnMissing"],
  purity: "environment",
  summary:
    "A value of the key-value store, of any type; a missing key is an error, or null with `errorOnMissing=false`.",
  apply: read,
  partial: read,
};

function read([key, namespace, errorOnMissing]: Arguments, context: CallContext): Value {
  if (key === undefined) throw fail('the argument "key" is missing');
  const given = key.kind === "string" ? givenValue(key.value, namespace, context) : undefined;
  if (given !== undefined) return given;
  const name = key.kind === "string" ? ` ${key.value}` : "";
  const nullable = !(
    errorOnMissing === undefined ||
    (errorOnMissing.kind === "boolean" && errorOnMissing.value)
  );
  return unknown(`the value${name} of the key-value store`, { maybeNull: nullable });
}

function givenValue(key: string, namespace: Value | undefined, context: CallContext): Value | undefined {
  if (namespace === undefined || namespace.kind === "null") return context.variable(kvVariable(key));
  if (findUnknown(namespace) !== undefined || namespace.kind !== "string") return undefined;
  return context.variable(kvVariable(key, namespace.value));
}
