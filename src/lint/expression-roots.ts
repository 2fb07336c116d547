/**
 * The root variables and functions of the expressions in a text: `inputs` for `inputs.a | lower`, `now` for `now()`.
 * Undefined if a tag may define variables.
 */
export function rootsIn(text: string): readonly string[] | undefined {
  if (text.includes("{%") || text.includes("#{")) return undefined;
  const roots = new Set<string>();
  for (const [, expression = ""] of text.matchAll(/\{\{([\s\S]*?)\}\}/g)) {
    const bare = expression.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, "''");
    for (const match of bare.matchAll(/(?<![\w.])([A-Za-z_]\w*)/g)) {
      const name = match[1] ?? "";
      const isFilter = /(\||\bis|\bis not)\s*$/.test(bare.slice(0, match.index));
      if (!isFilter && !RESERVED_WORDS.has(name)) roots.add(name);
    }
  }
  return [...roots];
}

const RESERVED_WORDS: ReadonlySet<string> = new Set(
  "and or not is contains equals isIn true false null none TRUE FALSE NULL NONE".split(" "),
);
