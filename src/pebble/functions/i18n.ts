import type { FunctionDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";

/**
 * `i18n(bundle, key, params)`: always an error, also for null: Kestra brings no bundle of messages. reference:
 * Pebble's i18nFunction
 */
export const i18nFunction: FunctionDefinition = {
  name: "i18n",
  argumentNames: ["bundle", "key", "params"],
  purity: "pure",
  summary: "Always an error, because Kestra has no message bundles.",
  apply: () => {
    throw fail("message bundles are missing");
  },
  partial: () => {
    throw fail("message bundles are missing");
  },
};
