/**
 * Why a jq program may give something else in the engine's jq than in the one used here; undefined when every word of
 * it means the same in both. The engine has jackson-jq, which follows jq 1.6; here it is jq 1.8.
 */
export function jqDoubt(program: string): string | undefined {
  const words = wordsOf(program);
  if (words === undefined) return undefined;
  const { names, variables, code } = words;
  if (/\?\/\//.test(code)) return "the operator ?//";
  if (/::/.test(code)) return "modules";
  if (/\d\.\d|\d[eE][-+]?\d/.test(code)) return "a decimal number";
  const variable = variables.find((name) => /^(?:ENV|__)/.test(name));
  if (variable !== undefined) return `$${variable}`;
  const own = new Set(
    [...code.matchAll(/\bdef\s+([A-Za-z_]\w*)\s*(?:\(([^)]*)\))?/g)].flatMap(([, name, parameters]) => [
      name ?? "",
      ...(parameters ?? "").split(";").map((parameter) => parameter.trim()),
    ]),
  );
  const strange = names.find((name) => !SAME.has(name) && !own.has(name));
  if (strange !== undefined) return strange;
  const count = (word: string): number => names.filter((name) => name === word).length;
  return count("if") > count("else") ? "if without else" : undefined;
}

/** Whether numbers become text in the program: the two jq print decimals differently. */
export function printsNumbers(program: string): boolean {
  return /\\\(|\b(?:tostring|tojson|join|ascii|implode)\b|@/.test(program);
}

const SAME = new Set(
  (
    "def if then elif else end as reduce foreach try catch label break and or not true false null " +
    "length utf8bytelength keys keys_unsorted values nulls strings numbers booleans arrays objects scalars iterables " +
    "has in inside contains map map_values path del to_entries from_entries with_entries select empty error add any all " +
    "flatten range floor sqrt tostring tonumber type sort sort_by group_by min max min_by max_by unique unique_by reverse " +
    "startswith endswith ltrimstr rtrimstr split join ascii_downcase ascii_upcase test recurse first last nth until while " +
    "repeat limit index rindex indices tojson fromjson paths leaf_paths getpath setpath delpaths transpose walk explode " +
    "implode capture scan sub gsub splits ascii @text @json @base64 @base64d @csv @tsv @html @uri @sh"
  ).split(" "),
);

interface Words {
  readonly names: readonly string[];
  readonly variables: readonly string[];
  /** The program without the texts in it. */
  readonly code: string;
}

/** The names a program uses outside of texts, also in `\( )`; undefined when a text does not end. */
function wordsOf(program: string): Words | undefined {
  const code = codeOf(program);
  if (code === undefined) return undefined;
  const names: string[] = [];
  const variables: string[] = [];
  for (const match of code.matchAll(/(\.\s*)?(\$|@)?([A-Za-z_]\w*)(\s*:(?!:))?/g)) {
    const [, dot, sign, name = "", colon] = match;
    if (sign === "$") variables.push(name);
    else if (sign === "@") names.push(`@${name}`);
    // A field (`.name`) and a key of an object (`name:`) are not functions; the name after `def` is one of its own.
    else if (dot === undefined && colon === undefined) names.push(name);
  }
  return { names, variables, code };
}

function codeOf(program: string): string | undefined {
  let code = "";
  /** For each `\(` that is open: how many brackets are open inside it. */
  const open: number[] = [];
  let inText = false;
  for (let at = 0; at < program.length; at++) {
    const ch = program[at] ?? "";
    if (inText) {
      if (ch === "\\") {
        at++;
        if (program[at] === "(") {
          open.push(0);
          inText = false;
          code += " ( ";
        }
      } else if (ch === '"') inText = false;
      continue;
    }
    if (ch === "#") {
      while (at + 1 < program.length && program[at + 1] !== "\n") at++;
      continue;
    }
    const depth = open.at(-1);
    if (ch === '"') {
      inText = true;
      code += ' "" ';
      continue;
    }
    if (ch === "(" && depth !== undefined) open[open.length - 1] = depth + 1;
    if (ch === ")" && depth !== undefined) {
      if (depth === 0) {
        open.pop();
        inText = true;
        code += " ) ";
        continue;
      }
      open[open.length - 1] = depth - 1;
    }
    code += ch;
  }
  return inText || open.length > 0 ? undefined : code;
}
