import { unquoted } from "../lexer/quoted.ts";
import { hasHole, readName } from "../names/read-name.ts";
import { accept, doubtTables, type Reader } from "../reader/reader.ts";
import { recordFile, recordTarget } from "../reader/record.ts";

const TEMPORARY = ["TEMP", "TEMPORARY"];

/** Reads the targets of INTO in a SELECT: a new table or a file, but not variables. */
export function readInto(r: Reader, targets: number[]): void {
  if (accept(r, "OUTFILE", "DUMPFILE") !== undefined) {
    const file = r.tokens.peek();
    if (file.kind === "string")
      targets.push(recordFile(r, "write", unquoted(r.source, r.tokens.next()), file));
    return;
  }
  if (r.dialect.selectInto !== "table" || (r.inBlock && !r.dialect.batches)) return;
  const temporary = accept(r, ...TEMPORARY) !== undefined;
  accept(r, "UNLOGGED");
  accept(r, "TABLE");
  const named = readName(r);
  if (named === undefined) return;
  if (temporary) r.session.temporaries.add(named.name);
  else if (hasHole(named.name)) doubtTables(r);
  const target = recordTarget(r, "create", named);
  if (target !== undefined) targets.push(target);
}

/** Reads the table of OUTPUT .. INTO. */
export function readOutputInto(r: Reader, outputs: number[]): void {
  const named = readName(r);
  const output = named && recordTarget(r, "write", named);
  if (output !== undefined) outputs.push(output);
}
