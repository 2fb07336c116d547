import { assumptionText } from "../../model/assumption.ts";
import type { Place } from "../../model/model.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { count, firstOf } from "../../util/text.ts";
import type { Chain, EvaluatedPart, EvaluatedText, Fact, StartChain } from "../../why/chain.ts";
import type { UsageChains } from "../../workspace/why.ts";
import { placeName } from "../names.ts";
import type { TextOptions } from "../options.ts";
import { wrapSegments } from "./fill.ts";

/** How an id came to be, one line for each step, callers indented below what they call. */
export function chainLines(why: UsageChains | undefined, options: TextOptions): string[] {
  if (why === undefined) return [];
  const { chains, more } = why;
  return [
    ...chains.flatMap((chain, at) => [
      options.style.faint(chains.length > 1 ? `    why, case ${at + 1}` : "    why"),
      ...linesOf(chain, options),
    ]),
    ...(more > 0 ? [options.style.faint(`    and ${count(more, "more case")}`)] : []),
  ];
}

function linesOf({ template, facts }: Chain, options: TextOptions): string[] {
  const lines = [
    ...(template ? templateLines(template, "      ", options) : []),
    ...facts.flatMap((fact) => factLines(fact, "      ", options)),
  ];
  return lines.length > 0 ? lines : [step("the id is written as it is", undefined, "      ", options)];
}

function templateLines(
  { text, place, parts }: EvaluatedText,
  indent: string,
  options: TextOptions,
  name = "",
): string[] {
  const [only, ...others] = parts;
  // The text is the expression.
  if (only !== undefined && others.length === 0 && only.expression === text)
    return [step(name + partText(only), only.place, indent, options)];
  return [
    step(name + text, place, indent, options),
    ...parts.map((part) => step(partText(part), part.place, `${indent}  `, options)),
  ];
}

function partText({ expression, value, reason }: EvaluatedPart): string {
  if (value === undefined) return `${expression} fails: ${reason}`;
  return `${expression} = ${value === "" ? "(empty)" : value}${reason === undefined ? "" : ` (${reason})`}`;
}

function factLines(fact: Fact, indent: string, options: TextOptions): string[] {
  if (fact.kind === "item")
    return [step(`item of the loop ${fact.loop} = ${fact.value}`, fact.place, indent, options)];
  const { assumption, place, found, start } = fact;
  return [
    step(assumptionText(assumption), place, indent, options),
    ...(found
      ? [step(`finds ${firstOf(found.map(escapeControlChars), 10)}`, undefined, `${indent}  `, options)]
      : []),
    ...(start ? startLines(start, `${indent}  `, options) : []),
  ];
}

function startLines(
  { arguments: passed, facts, cut }: StartChain,
  indent: string,
  options: TextOptions,
): string[] {
  return [
    ...passed.flatMap(({ variable, template }) => templateLines(template, indent, options, `${variable}: `)),
    ...facts.flatMap((fact) => factLines(fact, indent, options)),
    ...(cut === undefined ? [] : [step(cut, undefined, indent, options)]),
  ];
}

function step(text: string, place: Place | undefined, indent: string, { style, width }: TextOptions): string {
  const pieces = [
    { text: escapeControlChars(text.replace(/\s+/g, " ")) },
    ...(place ? [{ text: placeName(place), paint: style.faint }] : []),
  ];
  return wrapSegments(pieces, width, indent).join("\n");
}
