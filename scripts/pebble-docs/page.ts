import { readFileSync } from "node:fs";
import type {
  Arguments,
  FilterDefinition,
  FunctionDefinition,
  TestDefinition,
} from "../../src/pebble/definitions/definition.ts";
import { DEFAULT_LIMITS } from "../../src/pebble/definitions/limits.ts";
import { FILTERS } from "../../src/pebble/filters/index.ts";
import { FUNCTIONS } from "../../src/pebble/functions/index.ts";
import { TESTS } from "../../src/pebble/tests/index.ts";
import { Failure } from "../../src/pebble/values/failure.ts";
import { long, string } from "../../src/pebble/values/value.ts";
import { listed } from "../../src/util/text.ts";
import { examples } from "./examples.ts";

/** Exceptions of `npm run conformance`. */
const NOT_MET: readonly { readonly case: string; readonly line: string; readonly reason: string }[] =
  JSON.parse(readFileSync(new URL("../conformance/not-met.json", import.meta.url), "utf8"));

/** The content of docs/pebble.md: hand-written text, and the catalogue generated from the definitions. */
export function pebblePage(): string {
  return [introduction(), catalogue(), differences()].join("\n");
}

function introduction(): string {
  return `# Expressions

Asset ids, loop values, conditions and metadata of a flow are [Pebble](https://kestra.io/docs/expressions) expressions.
\`assets\` evaluates them before a run, by the rules of Kestra's engine. This page describes the results, in particular with
values known only at run time, and lists every filter, function and test.

## Results

An expression has one of four results:

| result | meaning |
| --- | --- |
| known | exactly the engine's result |
| text with holes | text with unknown parts, such as \`snapshot-*\` |
| unknown | no value; the reason is known, and whether the value may be null or undefined |
| error | evaluation fails in the engine for all values of the unknown parts |

A hole is any text, including empty text. A *word* is a hole for one or more letters and digits, such as the id of
an execution.

In these examples, \`inputs.env\` is \`prod\`, \`tables\` is \`["orders", "customers"]\`, and \`execution.id\` is an unknown word.
\`inputs.team\` has no default and may be null; \`outputs\` are unknown. \`*\` is a hole, \`+\` a word.

| template | result | reason |
| --- | --- | --- |
${examples.map(({ template, gives, because }) => `| ${code(template)} | ${gives === "error" ? "an error" : code(gives)} | ${because} |`).join("\n")}

For all values of the unknown parts, a known result equals the engine's result, and a text with holes matches it.

## Two lines of Kestra

The [syntax of a flow](resolution.md#known-and-unknown-values) or the configuration selects the Kestra line, 1.x or 2.x. In
1.x, \`??\`, \`???\` and \`isIn\` bind tighter, texts cannot be compared with \`<\`, and \`startsWith\` and \`endsWith\` fail for
null. Some filters and functions exist in one line only, as noted in their entries.

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

These rules apply unless an entry states otherwise:

- Null gives null.
- Unknown parts of the input leave the other parts of the result known. A text keeps its holes: \`upper\` of \`a-*\` is
  \`A-*\`. A collection keeps its known items: \`first\` is known if the first item is known.
- A result that depends on the time zone or the locale of the server is unknown.

${FILTERS.map(filterEntry).join("\n")}
### default

\`x | default(default)\`: the argument if \`x\` is null, undefined, blank text or an empty collection; otherwise \`x\`. If
one of these is possible for an unknown \`x\`, the result is unknown.

## Functions

A result is known if all arguments, and all variables used by the function, are known.

${FUNCTIONS.map(functionEntry).join("\n")}
### render, renderOnce

\`render(text, recursive=true)\` evaluates the expressions in a text until none remains, \`renderOnce(text)\` once. Text with
holes is evaluated around the holes if no hole can be part of an expression; otherwise the result is unknown.

### block, parent

\`block(name)\` returns the text of a block of the template. \`parent()\` always fails, as in the engine.

## Tests

For an unknown value, the tests ${listed(certainTests())} have a known result
if it is the same for all possible values. The result of the other tests is unknown.

${TESTS.map(testEntry).join("\n")}
### defined

\`x is defined\`: false for undefined and null, otherwise true.
`;
}

function filterEntry(filter: FilterDefinition): string {
  // If null has another result, the summary describes it.
  const nulls = filter.nullInput === "error" ? "Null is an error." : undefined;
  const unknowns =
    filter.holes === undefined && filter.partial === undefined
      ? "Unknown parts make the result unknown."
      : undefined;
  return entry(filter.name, signature(filter, "x | "), filter, [nulls, unknowns]);
}

function functionEntry(definition: FunctionDefinition): string {
  return entry(definition.name, signature(definition, ""), definition, [reasonOf(definition)]);
}

/** The reason of a function whose result is always unknown, from its definition. */
function reasonOf(definition: FunctionDefinition): string | undefined {
  if (definition.apply !== undefined || definition.unknown === undefined) return undefined;
  const samples: readonly Arguments[] = [
    [string("KEY"), string("x")],
    [long(1), long(2)],
  ];
  for (const args of samples) {
    try {
      return `Always unknown: ${definition.unknown(args).reason}.`;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }
  throw new Error(`${definition.name} has no reason`);
}

function testEntry(test: TestDefinition): string {
  return entry(test.name, `x is ${test.name}`, test, []);
}

/** Tests with known results for some unknown values. */
function certainTests(): string[] {
  const names = TESTS.filter(({ partial }) => partial !== undefined).map(({ name }) => name);
  return [...names, "defined"].map((name) => `\`${name}\``);
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

${NOT_MET.map((exception) => `- ${code(exception.case)} (Kestra ${exception.line}): ${exception.reason}`).join("\n")}
`;
}

function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}

function number(value: number): string {
  return value.toString().replace(/\B(?=(?:\d{3})+$)/g, ",");
}
