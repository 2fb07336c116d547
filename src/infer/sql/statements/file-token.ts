import type { SqlAccessKind } from "../access.ts";
import { unquoted } from "../lexer/quoted.ts";
import { fragmentsOf } from "../names/read-name.ts";
import { stageResource } from "../names/stage.ts";
import type { Reader } from "../reader/reader.ts";
import { record, recordFile } from "../reader/record.ts";

/** Reads a file in the form of a string, a stage or a hole; undefined for any other token. */
export function readFileToken(r: Reader, kind: SqlAccessKind): number | undefined {
  const token = r.tokens.peek();
  const stage = stageResource(r, token);
  if (stage !== undefined) return record(r, kind, stage, r.tokens.next());
  if (token.kind === "string") return recordFile(r, kind, unquoted(r.source, r.tokens.next()), token);
  if (token.kind !== "hole" && token.kind !== "variable") return undefined;
  return recordFile(r, kind, fragmentsOf(r, r.tokens.next()), token);
}
