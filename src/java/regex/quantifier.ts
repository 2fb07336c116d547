import { invalid, unsupported } from "../error.ts";
import { captures, type RegexNode, type RepeatMode } from "./node.ts";
import type { RegexSource } from "./source.ts";

/** Reads the quantifier after an atom, if there is one. */
export function parseQuantifier(source: RegexSource, body: RegexNode): RegexNode {
  source.skipComments();
  let bounds: readonly [number, number];
  if (source.accept("*")) bounds = [0, Infinity];
  else if (source.accept("+")) bounds = [1, Infinity];
  else if (source.accept("?")) bounds = [0, 1];
  else if (source.peek("{")) bounds = parseBounds(source);
  else return body;
  let mode: RepeatMode = "greedy";
  if (source.accept("?")) mode = "lazy";
  else if (source.accept("+")) mode = "possessive";
  if (/^\{\d/.test(source.text.slice(source.position, source.position + 2)))
    throw unsupported("a repetition of a repetition");
  if (mode === "possessive" && captures(body))
    throw unsupported("a capturing group in a possessive repetition");
  // Under a quantifier \R keeps CR LF together.
  const repeated: RegexNode = body === lineBreak ? { kind: "atomic", body } : body;
  return { kind: "repeat", body: repeated, min: bounds[0], max: bounds[1], mode };
}

function parseBounds(source: RegexSource): readonly [number, number] {
  const match = /^\{(\d+)(,(\d*))?/.exec(source.text.slice(source.position));
  if (match === null) throw invalid("Illegal repetition");
  source.position += match[0].length;
  if (!source.accept("}")) throw invalid("Unclosed counted closure");
  const min = Number(match[1]);
  const max = match[2] === undefined ? min : match[3] === "" ? Infinity : Number(match[3]);
  if (min > 0x7fffffff || (max !== Infinity && (max > 0x7fffffff || max < min)))
    throw invalid("Illegal repetition range");
  return [min, max];
}

const isChar = (code: number): RegexNode => ({ kind: "char", test: (c) => c === code });

/** `\R`: CR LF as one, else any single line terminator. */
export const lineBreak: RegexNode = {
  kind: "alternatives",
  options: [
    { kind: "sequence", items: [isChar(0x0d), isChar(0x0a)] },
    {
      kind: "char",
      test: (c) => (c >= 0x0a && c <= 0x0d) || c === 0x85 || c === 0x2028 || c === 0x2029,
    },
  ],
};
