import type { Arguments, CallContext, FunctionDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { javaText } from "../values/java-text.ts";
import { mapGet } from "../values/map-key.ts";
import { findUnknown, unknown } from "../values/unknown.ts";
import { NULL, type Unknown, type Value } from "../values/value.ts";

/**
 * `env(name, default=null)`: a missing name is an error; a variable that is missing or empty gives the default.
 * reference: Kestra's EnvFunction
 */
export const envFunction: FunctionDefinition = {
  name: "env",
  argumentNames: ["name", "default"],
  dialect: "2.0",
  purity: "environment",
  summary: "The variable of the server's environment (`envs[name]`), or the default.",
  mayReturnNull: true,
  apply: (args, context) => read(args, context),
  partial: (args, context) =>
    args[0] !== undefined && findUnknown(args[0]) === undefined ? read(args, context) : undefined,
};

function read([name, fallback]: Arguments, context: CallContext): Value {
  if (name === undefined) throw fail('the argument "name" is missing');
  if (name.kind !== "string" && name.kind !== "null") throw fail('the argument "name" must be a String');
  const key = name.kind === "string" ? name.value : "";
  const envs = context.variable("envs");
  if (envs === undefined || envs.kind === "unknown") return open(key, envs);
  if (envs.kind !== "map") return fallback ?? NULL;
  const value = mapGet(envs, key);
  if (value === undefined) return envs.rest === undefined ? (fallback ?? NULL) : open(key, envs.rest);
  if (value.kind === "unknown") return open(key, value);
  if (value.kind === "text" || findUnknown(value) !== undefined) return value;
  return value.kind === "null" || javaText(value) === "" ? (fallback ?? NULL) : value;
}

function open(name: string, cause: Unknown | undefined): Unknown {
  const origin = cause?.origin;
  return unknown(`the variable ${name} of the server's environment`, {
    maybeNull: true,
    label: `[env: ${name}]`,
    ...(origin === undefined ? {} : { origin }),
  });
}
