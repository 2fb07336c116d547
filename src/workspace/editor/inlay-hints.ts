import type { Mention } from "./mentions.ts";
import { assetMentions } from "./mentions.ts";
import type { Session } from "./session.ts";

/** The assets behind an expression, for display after it. */
export interface InlayHint {
  readonly line: number;
  readonly column: number;
  /** The first ids. */
  readonly ids: readonly string[];
  /** Number of omitted ids. */
  readonly more: number;
}

const MOST_IDS = 3;

/** Hints for the ids with expressions in some lines of a document. */
export function inlayHints(
  session: Session,
  name: string,
  lines: { readonly first: number; readonly last: number },
): readonly InlayHint[] {
  const document = session.document(name);
  if (document === undefined) return [];
  return assetMentions(session, document)
    .filter(
      ({ hasExpression, range }) => hasExpression && lines.first <= range.endLine && range.line <= lines.last,
    )
    .map(hintOf);
}

function hintOf({ range, assets }: Mention): InlayHint {
  const ids = assets.slice(0, MOST_IDS).map(({ id }) => id);
  return { line: range.endLine, column: range.endColumn, ids, more: assets.length - ids.length };
}
