import { readFileSync } from "node:fs";
import type {
  Arguments,
  FilterDefinition,
  FunctionDefinition,
  Purity,
  TestDefinition,
} from "../../src/pebble/definitions/definition.ts";
import { DEFAULT_LIMITS } from "../../src/pebble/definitions/limits.ts";
import { FILTERS } from "../../src/pebble/filters/index.ts";
import { FUNCTIONS } from "../../src/pebble/functions/index.ts";
import { TESTS } from "../../src/pebble/tests/index.ts";
import { Failure } from "../../src/pebble/values/failure.ts";
import { long, string } from "../../src/pebble/values/value.ts";
import { examples } from "./examples.ts";

/** The cases that `npm run conformance` allows not to be met. */
const NOT_MET: readonly { readonly case: string; readonly line: string; readonly reason: string }[] =
  JSON.parse(readFileSync(new URL("../conformance/not-met.json", import.meta.url), "utf8"));

/** docs/pebble.md: what is written by hand, and the catalogue from the definitions. */
export function pebblePage(): string {
  return [introduction(), catalogue(), differences()].join("\n");
}

function introduction(): string {
  return `# Expressions: what is evaluated, and what stays unknown

Asset ids, loop values, conditions and metadata of a flow are [Pebble](https://kestra.io/docs/expressions) expressions.
They are evaluated as Kestra's engine does, before anything runs. What only the run knows stays unknown, and says why.

## Results

An expression gives one of four results:

| result | meaning |
| --- | --- |
| known | exactly what the engine gives |
| text with holes | some parts are known, others are not: \`snapshot-*\` |
| unknown | with the reason, and whether it may be null or undefined |
| error | fails in the engine, whatever the unknown parts are |

A hole stands for any text, also for none. A *word* is a hole that stands for one or more letters and digits, as in the id
of an execution.

In these examples \`inputs.env\` is \`prod\`, \`tables\` is \`["orders", "customers"]\`, \`execution.id\` is an unknown word,
\`inputs.team\` has no default and may be null, and \`outputs\` are not known. \`*\` shows a hole, \`+\` a word.

| template | gives | because |
| --- | --- | --- |
${examples.map(({ template, gives, because }) => `| ${code(template)} | ${gives === "error" ? "an error" : code(gives)} | ${because} |`).join("\n")}

The rule behind all of them: whatever is put in the place of the unknown parts, the engine's result is the one given
here, or fits the text with holes, or the result here is unknown. It is never another known value.

## Two lines of Kestra

Kestra 2.0 is the default. In the 1.x line \`??\`, \`???\` and \`isIn\` bind tighter, texts cannot be compared with \`<\`, and some
filters and functions exist only in one of the two lines; the tables name them.

## Limits

A template never hangs. Beyond these counts, which are of steps and not of time, its result is unknown and says so:

| limit | value |
| --- | --- |
| characters of a text | ${number(DEFAULT_LIMITS.outputSize)} |
| steps of evaluation | ${number(DEFAULT_LIMITS.steps)} |
| levels of evaluation in one another | ${number(DEFAULT_LIMITS.nesting)} |
| elements of a range | ${number(DEFAULT_LIMITS.rangeSize)} |

A template is read up to 20,000 words and signs. Regular expressions and jq programs have counts of their own.
`;
}

function catalogue(): string {
  return `## Filters

${FILTERS.map(filterEntry).join("\n")}
### default

\`x | default(default)\`: the argument when \`x\` is null, undefined, blank text or an empty collection. Unknown \`x\`: unknown,
unless it is certain that \`x\` is none of these.

## Functions

${FUNCTIONS.map(functionEntry).join("\n")}
### render, renderOnce

\`render(text, recursive=true)\` evaluates a text that contains expressions until none is left, \`renderOnce(text)\` once. Text
with holes is evaluated around the holes only when no hole can touch an expression; else the result is unknown.

### block, parent

\`block(name)\` gives the text of a block of the template. \`parent()\` always fails, as in the engine.

## Tests

${TESTS.map(testEntry).join("\n")}
### defined

\`x is defined\`: false for undefined and null. Unknown \`x\`: depends on whether it may be one of these.
`;
}

function filterEntry(filter: FilterDefinition): string {
  const nulls = { null: "gives null", error: "is an error", value: "has a result of its own" }[
    filter.nullInput
  ];
  return entry(filter.name, signature(filter, "x | "), filter, [
    `Null ${nulls}.`,
    filterUnknowns(filter),
    zone(filter.purity),
  ]);
}

function filterUnknowns(filter: FilterDefinition): string {
  const text = filter.holes !== undefined;
  const own = filter.partial !== undefined;
  if (text && own)
    return "Unknown parts: text passes through around its holes, and what is known of a collection is kept.";
  if (text) return "Unknown parts: text passes through around its holes.";
  if (own) return "Unknown parts: what does not depend on them is kept.";
  return "Unknown parts: the result is unknown.";
}

function functionEntry(definition: FunctionDefinition): string {
  const notes = [reasonOf(definition) ?? functionUnknowns(definition), zone(definition.purity)];
  return entry(definition.name, signature(definition, ""), definition, notes);
}

function functionUnknowns(definition: FunctionDefinition): string {
  if (definition.purity === "pure")
    return definition.partial === undefined
      ? "Unknown arguments: the result is unknown."
      : "Unknown arguments: what does not depend on them is kept.";
  return "Known as far as the variables are that it reads.";
}

/** Why a function is never known, in its own words. */
function reasonOf(definition: FunctionDefinition): string | undefined {
  if (definition.apply !== undefined || definition.unknown === undefined) return undefined;
  const tries: readonly Arguments[] = [
    [string("KEY"), string("x")],
    [long(1), long(2)],
  ];
  for (const args of tries) {
    try {
      return `Always unknown: ${definition.unknown(args).reason}.`;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }
  throw new Error(`${definition.name} gives no reason`);
}

function testEntry(test: TestDefinition): string {
  const unknowns =
    test.partial === undefined ? "Unknown: depends on it." : "Unknown: decided where the answer is certain.";
  return entry(test.name, `x is ${test.name}`, test, [unknowns]);
}

interface Entry {
  readonly dialect?: string;
  readonly summary: string;
}

function entry(
  name: string,
  shape: string,
  { dialect, summary }: Entry,
  notes: readonly (string | undefined)[],
): string {
  const line = dialect === undefined ? undefined : `Only in Kestra ${dialect}.`;
  const text = [summary, line, ...notes].filter((note) => note !== undefined).join(" ");
  return `### ${name}\n\n\`${shape}\`: ${lowered(text)}\n`;
}

function lowered(text: string): string {
  return /^[A-Z][a-z]/.test(text) && !/^(?:Java|Ion|Base64|YAML)/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}

function signature(definition: FilterDefinition | FunctionDefinition, before: string): string {
  const { argumentNames } = definition;
  if (argumentNames === undefined)
    return before === "" ? `${definition.name}(...)` : before + definition.name;
  if (argumentNames.length === 0) return `${before}${definition.name}()`;
  return `${before}${definition.name}(${argumentNames.join(", ")})`;
}

function zone(purity: Purity): string | undefined {
  if (purity !== "zone") return undefined;
  return "Where the server's time zone or locale decides, the result is unknown unless they are configured.";
}

function differences(): string {
  return `## Java's ways

- Regular expressions are Java's, with possessive quantifiers, look-around, back references, \`\\h\`, \`\\Q..\\E\` and inline
  flags. Not supported, and then unknown: \`\\X\`, \`\\N{..}\`, Unicode blocks (\`\\p{InGreek}\`), \`(?U)\`, and a few corners in
  which Java's own behaviour depends on its implementation, such as a repeated repetition.
- Date patterns are those of java.time. Names are English, or for another \`locale\` those of the platform. Not supported, and
  then unknown: the styles \`full\`, \`long\`, \`medium\` and \`short\`, full names of time zones, and short names that differ
  between Java versions.
- The engine's jq follows jq 1.6; here programs run in jq 1.8. Where the two may differ (functions that are newer, \`now\`,
  \`env\`, how decimals are printed) the result is unknown. Whole numbers in the result of such a program count as Integer.
- YAML that Jackson and YAML 1.2 read differently (\`0x1F\`, \`1_000\`, tags) is unknown, and so is text whose quotes differ
  between versions of Jackson.

## Where the engine knows more

These cases of the engine's own tests stay unknown here:

${NOT_MET.map((each) => `- ${code(each.case)} (Kestra ${each.line}): ${each.reason}`).join("\n")}
`;
}

function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}

function number(value: number): string {
  return value.toString().replace(/\B(?=(?:\d{3})+$)/g, ",");
}
