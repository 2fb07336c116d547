import type { FunctionDefinition } from "../definitions/definition.ts";
import { unknown } from "../values/unknown.ts";

/**
 * `nanoId(length=21, alphabet)`: never null; wrong arguments are errors in the engine, and unknown here. The
 * usual alphabet has `-` and `_`. reference: Kestra's NanoIDFunction
 */
export const nanoIdFunction: FunctionDefinition = {
  name: "nanoId",
  argumentNames: ["length", "alphabet"],
  purity: "runtime",
  summary: "A new random id of letters, digits, `-` and `_`, or of the characters of `alphabet`.",
  unknown: ([, alphabet]) => {
    const word = alphabet?.kind === "string" && /^[A-Za-z0-9]+$/.test(alphabet.value);
    return unknown("nanoId() is new in every run", { word });
  },
};
