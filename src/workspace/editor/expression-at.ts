import { type DocumentedName, documentedNames } from "../../pebble/index.ts";

/** The name at an offset inside `{{ ... }}` or `{% ... %}`. */
export interface NameInExpression {
  /** Offsets of the name. */
  readonly start: number;
  readonly end: number;
  /** The names before it, joined by dots, and itself: `outputs.load`. */
  readonly path: readonly string[];
  /** Set for a filter or a function. */
  readonly documented?: { readonly of: "filter" | "function"; readonly name: DocumentedName };
}

/** Expressions are short; a longer one is not searched for its start. */
const MAX_EXPRESSION_LENGTH = 5_000;

/** The part of an expression before an offset of a text; undefined outside of expressions. */
export function expressionBefore(text: string, offset: number): string | undefined {
  const before = text.slice(Math.max(0, offset - MAX_EXPRESSION_LENGTH), offset);
  const start = Math.max(before.lastIndexOf("{{"), before.lastIndexOf("{%"));
  if (start === -1) return undefined;
  const inside = before.slice(start + 2);
  return inside.includes("}}") || inside.includes("%}") ? undefined : inside;
}

/** The name at an offset, or undefined outside of expressions. */
export function expressionAt(text: string, offset: number): NameInExpression | undefined {
  const isPart = (character: string | undefined) => character !== undefined && /[\w-]/.test(character);
  let start = offset;
  while (start > 0 && isPart(text[start - 1])) start--;
  let end = offset;
  while (isPart(text[end])) end++;
  if (start === end) return undefined;
  const before = expressionBefore(text, start);
  if (before === undefined) return undefined;
  const name = text.slice(start, end);
  const path = [...(/(?<![\w.-])[\w.-]*$/.exec(before)?.[0].split(".").filter(Boolean) ?? []), name];
  const of = /\|\s*$/.test(before)
    ? "filter"
    : /^\s*\(/.test(text.slice(end, end + 20))
      ? "function"
      : undefined;
  const documented = of && documentedName(of, name);
  return { start, end, path, ...(of && documented && { documented: { of, name: documented } }) };
}

/** The documentation of a filter or function; the newer Kestra line first. */
function documentedName(of: "filter" | "function", name: string): DocumentedName | undefined {
  for (const dialect of ["2.0", "1.x"] as const) {
    const found = documentedNames(`${of}s`, dialect).find((candidate) => candidate.name === name);
    if (found !== undefined) return found;
  }
  return undefined;
}
