import { accept, acceptAll, type Reader, sees } from "../reader/reader.ts";
import { addFlow } from "../reader/record.ts";
import type { QueryScope } from "../reader/scope.ts";
import { createSources } from "../reader/sources.ts";
import { readFileToken } from "./file-token.ts";
import { readQueryText } from "./query-text.ts";
import { atEnd, skipOne, skipRest } from "./rest.ts";

/** `UNLOAD ('query') TO 'file'` of Redshift, `UNLOAD (query) TO 'file'` of Athena. */
export function readUnload(r: Reader, scope: QueryScope): readonly number[] {
  const sources = createSources();
  const text = r.tokens.peek(1);
  if (r.tokens.peek().upper === "(" && text.kind === "string") {
    r.tokens.next();
    readQueryText(r, r.tokens.next(), scope, sources);
    accept(r, ")");
  } else if (r.tokens.peek().upper === "(") r.grammar.group(r, scope, sources);
  while (!(atEnd(r) || sees(r, "TO"))) skipOne(r, scope);
  if (acceptAll(r, "TO")) addFlow(r, sources, [readFileToken(r, "write")]);
  return skipRest(r, scope);
}
