import type { Atom, Depth, Selection } from "./ast.ts";
import { looksLikePath } from "./parse.ts";

/** Precedence of a printed part; a weaker part inside a stronger one gets parentheses. */
const STRENGTH = { or: 0, and: 1, not: 2, walk: 3, operand: 4 };

/** Prints a selection so that parsing it returns the same tree. */
export function printSelection(selection: Selection): string {
  return print(selection, STRENGTH.or);
}

function print(selection: Selection, outer: number): string {
  const strength = strengthOf(selection);
  const text = printBare(selection);
  return strength < outer ? `(${text})` : text;
}

function strengthOf(selection: Selection): number {
  switch (selection.kind) {
    case "or":
    case "and":
    case "not":
    case "walk":
      return STRENGTH[selection.kind];
    default:
      return STRENGTH.operand;
  }
}

function printBare(selection: Selection): string {
  switch (selection.kind) {
    case "all":
      return "*";
    case "external":
      return "external";
    case "atom":
      return printAtom(selection);
    case "roots":
    case "sinks":
      return `${selection.kind}(${print(selection.of, STRENGTH.or)})`;
    case "walk": {
      const of = print(selection.of, STRENGTH.operand);
      const up = selection.up === undefined ? "" : `${printDepth(selection.up)}+`;
      const down = selection.down === undefined ? "" : `+${printDepth(selection.down)}`;
      return `${up}${of}${down}`;
    }
    case "not":
      return `not ${print(selection.of, STRENGTH.not)}`;
    case "and":
    case "or":
      // Items of the same kind would be merged into this one, so each item needs a stronger operator.
      return selection.items
        .map((item) => print(item, STRENGTH[selection.kind] + 1))
        .join(` ${selection.kind} `);
  }
}

function printDepth(depth: Depth): string {
  return depth === "unlimited" ? "" : String(depth);
}

function printAtom(atom: Atom): string {
  const value = atom.quoted ? `"${atom.value.replaceAll(/["\\]/g, "\\$&")}"` : atom.value;
  if (atom.method === "meta") return `meta.${atom.key ?? ""}:${value}`;
  if (atom.method !== "id" && !(atom.method === "path" && !atom.quoted && looksLikePath(atom.value))) {
    return `${atom.method}:${value}`;
  }
  if (atom.method === "id" && !atom.quoted && isReadOtherwise(atom.value)) return `id:${value}`;
  return atom.method === "path" && atom.value.includes(":") ? `path:${value}` : value;
}

/** Bare words with another meaning than the same id. A number next to "+" is a depth. */
function isReadOtherwise(word: string): boolean {
  return (
    /^(?:and|or|not)$/i.test(word) ||
    /^(?:external|\*|[0-9]+)$/.test(word) ||
    looksLikePath(word) ||
    word.includes(":")
  );
}
