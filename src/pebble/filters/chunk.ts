import { toLong } from "../../java/number/conversion.ts";
import type { FilterDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { isNumber } from "../values/kind-guards.ts";
import { list, NULL } from "../values/value.ts";
import { argumentsKnown, describe, listInput } from "./input.ts";

/**
 * `x | chunk(size)`: a List, else an error; null gives null. A size of zero or less, or that is not a number, is an error.
 * reference: Kestra's ChunkFilter
 */
export const chunkFilter: FilterDefinition = {
  name: "chunk",
  argumentNames: ["size"],
  purity: "pure",
  summary: "A list of lists of `size` items each, the last one shorter.",
  nullInput: "null",
  refusesText: true,
  apply: (input, [size]) => {
    if (input.kind === "null") return NULL;
    const { items } = listInput(input);
    if (size === undefined || size.kind === "null") throw fail('the argument "size" is missing');
    if (!isNumber(size)) throw fail(`the argument "size" must be a number, not ${describe(size)}`);
    const count = Number(BigInt.asIntN(32, toLong(size)));
    if (count <= 0) throw fail('the argument "size" must be greater than zero');
    const chunks = [];
    for (let at = 0; at < items.length; at += count) chunks.push(list(items.slice(at, at + count)));
    return list(chunks);
  },
  partial: (input, args, context) =>
    input.kind === "list" && argumentsKnown(args) ? chunkFilter.apply(input, args, context) : undefined,
};
