import {
  LOCAL_DATABASE,
  PROGRAM_CALLS,
  PROGRAM_LANGUAGES,
  type ProgramLanguage,
} from "../../catalogue/programs.ts";

/** A sign of data access in a program, at an offset of its text. */
export interface Sign {
  readonly name: string;
  readonly offset: number;
}

/** The languages of the scripts of a task type. */
export function languagesOfType(type: string): readonly ProgramLanguage[] {
  const parts = new Set(type.split("."));
  return PROGRAM_LANGUAGES.filter(({ names }) => names.some((name) => parts.has(name)));
}

/** The language of a file, by its ending; empty for a file that is not a program. */
export function languageOfFile(name: string): readonly ProgramLanguage[] {
  const ending = /\.(\w{1,10})$/.exec(name)?.[1] ?? "";
  return PROGRAM_LANGUAGES.filter(({ endings }) => endings.includes(ending));
}

/**
 * Signs of data access in the text of a program, in its order, each name once. Linear in the text.
 *
 * @param languages absent: any, as in commands
 */
export function readProgram(text: string, languages = PROGRAM_LANGUAGES): readonly Sign[] {
  const code = text.replace(COMMENT, (line) => " ".repeat(line.length));
  const signs: Sign[] = [];
  for (const { imports, modules } of languages) {
    const known = new Set(modules);
    for (const match of code.matchAll(imports)) {
      for (const name of importedBy(match[1] ?? "")) {
        const module = outermost(name, known);
        if (module !== undefined) signs.push({ name: module, offset: match.index });
      }
    }
  }
  const isLocal = LOCAL_DATABASE.test(code);
  for (const { sign, pattern, mayBeLocal } of PROGRAM_CALLS) {
    const match = isLocal && mayBeLocal ? null : pattern.exec(code);
    if (match !== null) signs.push({ name: sign ?? match[1] ?? "", offset: match.index });
  }
  return distinctSigns(signs);
}

/** The first of each name, in the order of the text. */
export function distinctSigns(signs: readonly Sign[]): readonly Sign[] {
  const first = new Map<string, Sign>();
  for (const sign of signs) {
    const known = first.get(sign.name);
    if (known === undefined || sign.offset < known.offset) first.set(sign.name, sign);
  }
  return [...first.values()].sort((a, b) => a.offset - b.offset);
}

/** Lines of comments, but not the dependencies that they declare in C# and JBang. */
const COMMENT = /^[ \t]*(?:#(?!r[ \t]+")|\/\/(?![ \t]*DEPS\b)|--[ \t]).*$/gm;

/** `a, b as c` and `a import b, c` in Python. */
function importedBy(names: string): readonly string[] {
  const [from = "", members] = names.split(/[ \t]import[ \t]/);
  const first = (name: string): string => name.trim().split(/[ \t]/)[0] ?? "";
  if (members === undefined) return from.split(",").map(first);
  return members.split(",").map((member) => `${from.trim()}.${first(member)}`);
}

const LONGEST_NAME = 200;

/** The known module that is or contains a module. */
function outermost(written: string, known: ReadonlySet<string>): string | undefined {
  const name = written.slice(0, LONGEST_NAME);
  if (known.has(name)) return name;
  for (const { index } of name.matchAll(/[./:]/g))
    if (known.has(name.slice(0, index))) return name.slice(0, index);
  return undefined;
}
