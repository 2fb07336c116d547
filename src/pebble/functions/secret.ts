import type { FunctionDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { unknown } from "../values/unknown.ts";

/**
 * `secret(key, namespace, subkey, full)`: a missing key is an error; null gives an unknown result. Its value never
 * appears. reference: Kestra's SecretFunction
 */
export const secretFunction: FunctionDefinition = {
  name: "secret",
  argumentNames: ["key", "namespace", "subkey", "full"],
  purity: "environment",
  summary: "A secret of the installation. Never known here and never shown; printed as `[secret: KEY]`.",
  unknown: ([key]) => {
    if (key === undefined) throw fail('the argument "key" is missing');
    const name = key.kind === "string" ? key.value : undefined;
    return unknown(
      name === undefined ? "a secret of the installation" : `the secret ${name} of the installation`,
      {
        label: name === undefined ? "[secret]" : `[secret: ${name}]`,
      },
    );
  },
};
