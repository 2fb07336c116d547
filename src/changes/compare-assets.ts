import { type Asset, CERTAINTIES } from "../model/model.ts";
import { compareText } from "../model/order.ts";
import { shortType } from "../model/types.ts";
import type { Json } from "../util/json.ts";
import type { AssetChange, Category, EdgeChange, FieldChange, Sides } from "./compared.ts";
import { CATEGORIES } from "./compared.ts";
import { guessRenames, writtenIds } from "./guess-renames.ts";
import { sameJson } from "./same-json.ts";

/** The changed assets, with the category of their most severe reason. Changed readers alone do not change an asset. */
export function compareAssets(sides: Sides, edges: readonly EdgeChange[]): AssetChange[] {
  const olds = new Map(sides.before.assets.map((asset) => [asset.id, asset]));
  const news = new Map(sides.after.assets.map((asset) => [asset.id, asset]));
  const renames = guessRenames(sides);
  const renamedFrom = new Map([...renames].map(([from, to]) => [to, from]));
  const into = edgesInto(edges);
  const written = { before: writtenIds(sides.before.bundles), after: writtenIds(sides.after.bundles) };

  const change = (id: string): AssetChange | undefined => {
    const before = olds.get(id);
    const after = news.get(id);
    const reasons = [...reasonsOf(id, before, after, renames, into, written)];
    // Fields of removed writers disappear with them, which is not a separate change.
    const orphaned = written.before.has(id) && !written.after.has(id);
    const fields = before && after && !orphaned ? fieldChanges(before, after) : [];
    reasons.push(...fieldReasons(fields, before, after));
    if (reasons.length === 0) return undefined;
    reasons.sort((a, b) => CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category));
    const [from, to] = [renamedFrom.get(id), renames.get(id)];
    return {
      id,
      change: before === undefined ? "added" : after === undefined ? "removed" : "changed",
      category: reasons[0]?.category ?? "metadata",
      reasons: reasons.map((reason) => reason.words),
      fields,
      ...(from !== undefined && { renamedFrom: from }),
      ...(to !== undefined && { renamedTo: to }),
      ...(before && { before }),
      ...(after && { after }),
    };
  };
  return [...new Set([...olds.keys(), ...news.keys()])]
    .sort(compareText)
    .map(change)
    .filter((found) => found !== undefined);
}

interface Reason {
  readonly category: Category;
  readonly words: string;
}

interface Written {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

function* reasonsOf(
  id: string,
  before: Asset | undefined,
  after: Asset | undefined,
  renames: ReadonlyMap<string, string>,
  into: ReadonlyMap<string, { added: number; removed: number }>,
  written: Written,
): Generator<Reason> {
  const to = renames.get(id);
  const renamed = to === undefined ? "" : `, possibly renamed to ${to} (a guess)`;
  if (after === undefined) {
    if (written.before.has(id)) yield { category: "breaking", words: `removed${renamed}` };
    // An external asset without readers still exists.
    else yield { category: "metadata", words: "no longer read by any flow" };
    return;
  }
  if (before === undefined) {
    yield { category: "additive", words: written.after.has(id) ? "new" : "new external asset" };
    return;
  }
  if (written.before.has(id) && !written.after.has(id)) {
    // Not external: a written pattern may match it.
    yield after.external
      ? { category: "breaking", words: `no longer written by any flow${renamed}` }
      : { category: "lineage", words: "now written only through a pattern" };
  }
  if (!written.before.has(id) && written.after.has(id)) {
    yield { category: "additive", words: "new writer" };
  }
  const edges = into.get(id);
  if (edges !== undefined && edges.removed > 0 && written.after.has(id)) {
    yield { category: "lineage", words: `lost ${counted(edges.removed, "input")}` };
  }
  if (edges !== undefined && edges.added > 0) {
    yield { category: "additive", words: `gained ${counted(edges.added, "input")}` };
  }
}

function counted(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

function* fieldReasons(
  fields: readonly FieldChange[],
  before: Asset | undefined,
  after: Asset | undefined,
): Generator<Reason> {
  for (const { field } of fields) {
    if (field === "type") {
      const words = `type changed from ${typeWord(before)} to ${typeWord(after)}`;
      // An added or removed type does not conflict.
      const said = before?.type !== undefined && after?.type !== undefined;
      yield { category: said ? "breaking" : "metadata", words };
    } else if (field === "certainty" && before && after) {
      const weaker = CERTAINTIES.indexOf(after.certainty) > CERTAINTIES.indexOf(before.certainty);
      yield {
        category: weaker ? "lineage" : "metadata",
        words: `certainty changed from ${before.certainty} to ${after.certainty}`,
      };
    }
  }
  if (fields.some(({ field }) => !["type", "certainty", "external"].includes(field))) {
    yield { category: "metadata", words: "description changed" };
  }
}

function typeWord(asset: Asset | undefined): string {
  return asset?.type === undefined ? "none" : shortType(asset.type);
}

function fieldChanges(before: Asset, after: Asset): FieldChange[] {
  const plain = [
    ...(["type", "namespace", "displayName", "description", "status", "ttl", "owner"] as const),
    ...(["partOf", "relatedTo", "certainty", "external"] as const),
  ];
  const keys = [...new Set([...Object.keys(before.metadata), ...Object.keys(after.metadata)])].sort(
    compareText,
  );
  const pairs: [string, Json | undefined, Json | undefined][] = [
    ...plain.map((field): [string, Json | undefined, Json | undefined] => [
      field,
      before[field] as Json | undefined,
      after[field] as Json | undefined,
    ]),
    ...keys.map((key): [string, Json | undefined, Json | undefined] => [
      `metadata.${key}`,
      own(before.metadata, key),
      own(after.metadata, key),
    ]),
  ];
  return pairs.flatMap(([field, a, b]) =>
    sameJson(a, b)
      ? []
      : [{ field, ...(a !== undefined && { before: a }), ...(b !== undefined && { after: b }) }],
  );
}

function own(map: Asset["metadata"], key: string): Json | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function edgesInto(edges: readonly EdgeChange[]): Map<string, { added: number; removed: number }> {
  const into = new Map<string, { added: number; removed: number }>();
  for (const { to, change } of edges) {
    const counts = into.get(to) ?? { added: 0, removed: 0 };
    counts[change]++;
    into.set(to, counts);
  }
  return into;
}
