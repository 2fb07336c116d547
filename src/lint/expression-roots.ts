import { expressionSpans } from "../util/expressions.ts";

/**
 * The root variables and functions of the expressions in a text: `inputs` for `inputs.a | lower`, `now` for `now()`.
 * Undefined if a tag may define variables.
 */
export function rootsIn(text: string): readonly string[] | undefined {
  if (text.includes("{%") || text.includes("#{")) return undefined;
  const roots = new Set<string>();
  for (const { start, end } of expressionSpans(text)) {
    const bare = text.slice(start + 2, end - 2).replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, "''");
    for (const [, filterOrTest, name = ""] of bare.matchAll(NAME)) {
      if (filterOrTest === undefined && !RESERVED_WORDS.has(name)) roots.add(name);
    }
  }
  return [...roots];
}

/** A name, and what makes it that of a filter or a test. */
const NAME = /(?:(\||\bis(?:\s+not)?)\s*)?(?<![\w.])([A-Za-z_]\w*)/g;

const RESERVED_WORDS: ReadonlySet<string> = new Set(
  "and or not is contains equals isIn true false null none TRUE FALSE NULL NONE".split(" "),
);
