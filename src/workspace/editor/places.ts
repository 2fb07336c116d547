import { comparePlaces } from "../../flows/place.ts";
import { createExplorer } from "../../graph/explorer.ts";
import type { Range } from "../../lint/range.ts";
import { rangeAt } from "../../lint/range.ts";
import type { Place } from "../../model/model.ts";
import { expressionAt } from "./expression-at.ts";
import { flowReferenceAt, flowsNamed } from "./flow-references.ts";
import { assetMentions, mentionAt } from "./mentions.ts";
import { namedPartAt } from "./named-parts.ts";
import type { Session } from "./session.ts";

/** The producers of the assets at an offset; of a called flow, its place; of a name in an expression, its declaration. */
export function definition(session: Session, name: string, offset: number): readonly Range[] {
  const document = session.document(name);
  if (document === undefined) return [];
  const mention = mentionAt(session, document, offset);
  if (mention !== undefined) {
    const ids = mention.assets.map(({ id }) => id);
    return writerRanges(session, ids);
  }
  const reference = flowReferenceAt(document, offset);
  if (reference !== undefined) return flowsNamed(session, reference).map(({ place }) => rangeAt(place));
  const named = expressionAt(document.source.text, offset);
  const part = named && namedPartAt(document, offset, named.path);
  return part === undefined ? [] : [document.rangeOf(part.span.start, part.span.end)];
}

/** The readers of the assets at an offset, with their producers on request. */
export function references(
  session: Session,
  name: string,
  offset: number,
  { producers }: { readonly producers: boolean },
): readonly Range[] {
  const document = session.document(name);
  const mention = document && mentionAt(session, document, offset);
  if (mention === undefined) return [];
  const ids = mention.assets.map(({ id }) => id);
  const readers = usagePlaces(session, ids, "readers");
  return ranges(session, producers ? [...readers, ...usagePlaces(session, ids, "writers")] : readers);
}

/** Where assets are written. */
export function writerRanges(session: Session, ids: readonly string[]): readonly Range[] {
  return ranges(session, usagePlaces(session, ids, "writers"));
}

/** Places where assets, or patterns that match them, are read or written. */
function usagePlaces(session: Session, ids: readonly string[], role: "readers" | "writers"): Place[] {
  const { graph, nodeOfName } = session.inventory();
  const explorer = createExplorer(graph);
  const known = ids.flatMap((id) => graph.assets[nodeOfName(id) ?? -1]?.id ?? []);
  const all = new Set(known.flatMap((id) => [id, ...explorer.usages(id).sameAs]));
  return [...all].flatMap((id) =>
    explorer
      .usages(id)
      [role].filter(({ via }) => via === undefined)
      .map(({ place }) => place),
  );
}

/** The ranges of mentions at some places, sorted and each once. */
function ranges(session: Session, places: readonly Place[]): readonly Range[] {
  const sorted = [...places].sort(comparePlaces);
  const distinct = sorted.filter(
    (place, at) => at === 0 || comparePlaces(place, sorted[at - 1] ?? place) !== 0,
  );
  const byFile = new Map<string, readonly Range[]>();
  return distinct.map((place) => {
    const document = session.document(place.file);
    let mentioned = byFile.get(place.file);
    if (mentioned === undefined) {
      mentioned = document ? assetMentions(session, document).map(({ range }) => range) : [];
      byFile.set(place.file, mentioned);
    }
    const offset = document?.toText(document.readable.offset(place));
    const start = document && offset !== undefined ? document.source.place(offset) : place;
    return (
      mentioned.find(({ line, column }) => line === start.line && column === start.column) ?? rangeAt(start)
    );
  });
}
