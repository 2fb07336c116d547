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

/** Exceptions of `npm run conformance`. */
const NOT_MET: readonly { readonly case: string; readonly line: string; readonly reason: string }[] =
  JSON.parse(readFileSync(new URL("../conformance/not-met.json", import.meta.url), "utf8"));

/** docs/pebble.md: text written by hand, and the catalogue from the definitions. */
export function pebblePage(): string {
  return [introduction(), catalogue(), differences()].join("\n");
}

function introduction(): string {
  return `# Expressions

Asset ids, loop values, conditions and metadata of a flow are [Pebble](https://kestra.io/docs/expressions) expressions.
They are evaluated before a run, by the rules of Kestra's engine. Run-time values are unknown, with a reason.

## Results

An expression has one of four results:

| result | meaning |
| --- | --- |
| known | exactly the engine's result |
| text with holes | text with unknown parts, such as \`snapshot-*\` |
| unknown | no value, but the reason, and whether it may be null or undefined |
| error | fails in the engine for all values of the unknown parts |

A hole is any text, including empty text. A *word* is a hole for one or more letters and digits, such as the id of
an execution.

In these examples \`inputs.env\` is \`prod\`, \`tables\` is \`["orders", "customers"]\`, \`execution.id\` is an unknown word,
\`inputs.team\` has no default and may be null, and \`outputs\` are unknown. \`*\` is a hole, \`+\` a word.

| template | result | reason |
| --- | --- | --- |
${examples.map(({ template, gives, because }) => `| ${code(template)} | ${gives === "error" ? "an error" : code(gives)} | ${because} |`).join("\n")}

A known result equals the engine's result for all values of the unknown parts, and a text with holes matches it. No known
result ever differs from the engine's.

## Two lines of Kestra

Kestra 2.0 is the default. In the 1.x line, \`??\`, \`???\` and \`isIn\` bind tighter, texts cannot be compared with \`<\`,
\`startsWith\` and \`endsWith\` fail for null, and some filters and functions exist only in one of the two lines, as noted
below.

## Limits

Evaluation always ends. Its limits count steps, not time. Beyond a limit, the result is unknown:

| limit | value |
| --- | --- |
| characters of a text | ${number(DEFAULT_LIMITS.outputSize)} |
| steps of evaluation | ${number(DEFAULT_LIMITS.steps)} |
| levels of nested evaluation | ${number(DEFAULT_LIMITS.nesting)} |
| elements of a range | ${number(DEFAULT_LIMITS.rangeSize)} |

A template can have up to 20,000 tokens. Regular expressions and jq programs have separate limits.
`;
}

function catalogue(): string {
  return `## Filters

${FILTERS.map(filterEntry).join("\n")}
### default

\`x | default(default)\`: the argument if \`x\` is null, undefined, blank text or an empty collection. Unknown \`x\`: unknown,
unless all of these are impossible.

## Functions

${FUNCTIONS.map(functionEntry).join("\n")}
### render, renderOnce

\`render(text, recursive=true)\` evaluates the expressions in a text until none remains, \`renderOnce(text)\` once. Text with
holes is evaluated around the holes if no hole can be part of an expression; otherwise the result is unknown.

### block, parent

\`block(name)\` returns the text of a block of the template. \`parent()\` always fails, as in the engine.

## Tests

${TESTS.map(testEntry).join("\n")}
### defined

\`x is defined\`: false for undefined and null. Unknown \`x\`: depends on whether it may be one of these.
`;
}

function filterEntry(filter: FilterDefinition): string {
  // A summary names other results of null.
  const nulls = { null: "Null gives null.", error: "Null is an error.", value: undefined }[filter.nullInput];
  return entry(filter.name, signature(filter, "x | "), filter, [
    nulls,
    filterUnknowns(filter),
    zone(filter.purity),
  ]);
}

function filterUnknowns(filter: FilterDefinition): string {
  const text = filter.holes !== undefined;
  const own = filter.partial !== undefined;
  if (text && own) return "Unknown parts: holes in text and known items of a collection are kept.";
  if (text) return "Unknown parts: holes in text are kept.";
  if (own) return "Unknown parts: independent parts of the result are kept.";
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
      : "Unknown arguments: independent parts of the result are kept.";
  return "Known if its variables are known.";
}

/** The reason of a function that is never known, from its definition. */
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
    test.partial === undefined
      ? "Unknown values: the result is unknown."
      : "Unknown values: the result is known if it is certain.";
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
  return /^[A-Z](?:[a-z]| )/.test(text) && !/^(?:Java|Ion|Base64|YAML)/.test(text)
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
  return "If the result depends on the server's time zone or locale, it is unknown unless they are configured.";
}

function differences(): string {
  return `## Java's behaviour

- Regular expressions are Java's, with possessive quantifiers, look-around, back references, \`\\h\`, \`\\Q..\\E\` and inline
  flags. Unsupported and therefore unknown: \`\\X\`, \`\\N{..}\`, Unicode blocks (\`\\p{InGreek}\`), \`(?U)\`, and a few cases of
  implementation-defined behaviour in Java, such as a repeated repetition.
- Date patterns are those of java.time. Names are English or, for another \`locale\`, those of the platform. Unsupported and
  therefore unknown: the styles \`full\`, \`long\`, \`medium\` and \`short\`, full names of time zones, and short names that differ
  between Java versions.
- The engine's jq follows jq 1.6; programs here run in jq 1.8. If the two may differ (newer functions, \`now\`, \`env\`, the
  format of decimals), the result is unknown. Whole numbers in the result of a program count as Integer.
- YAML with different meanings in Jackson and YAML 1.2 (\`0x1F\`, \`1_000\`, tags) is unknown. So is text with different quotes in
  different versions of Jackson.

## Unsupported cases

These cases of the engine's own tests are unknown here:

${NOT_MET.map((each) => `- ${code(each.case)} (Kestra ${each.line}): ${each.reason}`).join("\n")}
`;
}

function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}

function number(value: number): string {
  return value.toString().replace(/\B(?=(?:\d{3})+$)/g, ",");
}
