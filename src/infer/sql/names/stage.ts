import type { SqlResource } from "../access.ts";
import { unquoted } from "../lexer/quoted.ts";
import type { SqlToken } from "../lexer/token.ts";
import type { Reader } from "../reader/reader.ts";
import { fragmentsBetween, type SqlFragment } from "../sql-text.ts";
import { dottedParts } from "./dotted-parts.ts";

/** The stage in a token: `@db.schema.stage/path`, also in a string. Undefined for other strings. */
export function stageResource(r: Reader, token: SqlToken): SqlResource | undefined {
  if (r.dialect.at !== "stage") return undefined;
  const fragments =
    token.kind === "stage"
      ? fragmentsBetween(r.source, token.start, token.end)
      : token.kind === "string"
        ? unquoted(r.source, token)
        : [];
  const [first, ...others] = fragments;
  if (typeof first !== "string" || !first.startsWith("@")) return undefined;
  const { before, after } = splitAtSlash([first.slice(1), ...others]);
  return { kind: "stage", name: dottedParts(before, '"'), path: after };
}

/** The text before and after the first slash. */
function splitAtSlash(fragments: readonly SqlFragment[]): { before: SqlFragment[]; after: SqlFragment[] } {
  const before: SqlFragment[] = [];
  for (const [index, fragment] of fragments.entries()) {
    const slash = typeof fragment === "string" ? fragment.indexOf("/") : -1;
    if (typeof fragment !== "string" || slash === -1) {
      before.push(fragment);
      continue;
    }
    before.push(fragment.slice(0, slash));
    const after = [fragment.slice(slash + 1), ...fragments.slice(index + 1)];
    return { before, after: after.filter((piece) => piece !== "") };
  }
  return { before, after: [] };
}
