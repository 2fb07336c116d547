import type { FunctionDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { unknown } from "../values/value.ts";

/**
 * `kv(key, namespace, errorOnMissing=true)`: a missing key is an error; the result may be null with
 * `errorOnMissing=false`. reference: Kestra's KvFunction
 */
export const kv: FunctionDefinition = {
  name: "kv",
  argumentNames: ["key", "namespace", "errorOnMissing"],
  purity: "environment",
  summary:
    "A value of the key-value store, of any type; a missing key is an error, or null with `errorOnMissing=false`.",
  unknown: ([key, , errorOnMissing]) => {
    if (key === undefined) throw fail('the argument "key" is missing');
    const name = key.kind === "string" ? ` ${key.value}` : "";
    const nullable = !(
      errorOnMissing === undefined ||
      (errorOnMissing.kind === "boolean" && errorOnMissing.value)
    );
    return unknown(`the value${name} of the key-value store`, { maybeNull: nullable });
  },
};
