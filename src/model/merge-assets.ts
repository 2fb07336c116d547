import { comparePlaces } from "../flows/place.ts";
import type { Json } from "../util/json.ts";
import { stronger } from "./assumption.ts";
import type { DeclaredBundle, DeclaredEntry, EntryClaim } from "./declared.ts";
import { isInferredId } from "./id.ts";
import type { Asset, Certainty, Claim, Place, TaskId } from "./model.ts";
import { compareTasks, compareText } from "./order.ts";
import { isPattern } from "./pattern.ts";
import { PatternIndex } from "./pattern-index.ts";
import { EXTERNAL_TYPE } from "./types.ts";

/**
 * Merges all declarations of one id into one asset, by the rules Kestra follows when a run stores it (source: Kestra's
 * Asset.toUpdated): identity is the id alone; metadata merges key by key; an External placeholder never overwrites a
 * type. Which run comes first is not known before a run, so where values differ those of the writers come before
 * those of the readers, then the order of flow, task and place decides, and differing types and namespaces are kept
 * as claims.
 *
 * @param bundles sorted; the result depends on nothing else
 * @returns assets sorted by id
 */
export function mergeAssets(bundles: readonly DeclaredBundle[]): Asset[] {
  const mentions = collectMentions(bundles);
  const writtenPatterns = new PatternIndex(
    [...mentions]
      .filter(([id, all]) => isPattern(id) && all.some((mention) => mention.written))
      .map(([id]) => id),
  );
  return [...mentions.keys()]
    .sort(compareText)
    .map((id) => mergeMentions(id, mentions.get(id) ?? [], (pattern) => writtenPatterns.overlaps(pattern)));
}

/** One entry that names an asset. */
export interface AssetMention {
  readonly written: boolean;
  readonly certainty: Certainty;
  readonly claim: EntryClaim;
  /** Needed only for mentions with different fields. */
  readonly where: () => MentionPlace;
}

export interface MentionPlace {
  readonly task: TaskId;
  readonly place: Place;
}

function collectMentions(bundles: readonly DeclaredBundle[]): Map<string, AssetMention[]> {
  const mentions = new Map<string, AssetMention[]>();
  const add = (task: DeclaredBundle, entry: DeclaredEntry, written: boolean) => {
    const known = mentions.get(entry.id) ?? [];
    if (known.length === 0) mentions.set(entry.id, known);
    known.push(...mentionsOf(entry, written, entry.certainty, () => ({ task, place: entry.place })));
  };
  for (const bundle of bundles) {
    for (const entry of bundle.outputs) add(bundle, entry, true);
    for (const entry of bundle.inputs) add(bundle, entry, false);
  }
  return mentions;
}

/** The mentions of one bundle entry: its own, and those of merged entries. */
export function mentionsOf(
  { claim, others = [] }: Pick<DeclaredEntry, "claim" | "others">,
  written: boolean,
  certainty: Certainty,
  where: () => MentionPlace,
): AssetMention[] {
  const own = { written, certainty, claim, where };
  if (others.length === 0) return [own];
  const further = others.map(
    (mention): AssetMention => ({
      ...{ written, certainty, claim: mention.claim },
      where: () => ({ task: where().task, place: mention.place }),
    }),
  );
  return [own, ...further];
}

/**
 * The asset of all mentions of one id. Costs a sort, or linear time if at most one claim (the same object) has fields.
 *
 * @param mentions in the order of the bundles
 * @param mayBecome whether a written pattern can match this id
 */
export function mergeMentions(
  id: string,
  mentions: readonly AssetMention[],
  mayBecome: (id: string) => boolean,
): Asset {
  const written = mentions.some((mention) => mention.written);
  // Writers determine the certainty; a reader of the literal id does not make a choice exact.
  let certainty: Certainty = "pattern";
  for (const mention of mentions)
    if (mention.written === written) certainty = stronger(certainty, mention.certainty);
  return {
    ...{ id, certainty },
    ...(isInferredId(id) && { origin: "inferred" }),
    external: !written && !mayBecome(id),
    ...mergeClaims(inForce(mentions)),
  };
}

type Said = Pick<AssetMention, "claim" | "where">;

/** The mentions with fields, the strongest first. */
function inForce(mentions: readonly AssetMention[]): readonly Said[] {
  const saying = mentions.filter(({ claim }) => !isEmpty(claim));
  const [first] = saying;
  if (first === undefined || saying.every(({ claim }) => claim === first.claim)) return saying.slice(0, 1);
  return saying
    .map((mention) => ({ ...mention, ...mention.where() }))
    .sort(
      (a, b) =>
        Number(b.written) - Number(a.written) ||
        compareTasks(a.task, b.task) ||
        comparePlaces(a.place, b.place),
    );
}

function isEmpty(claim: EntryClaim): boolean {
  for (const _ in claim) return false;
  return true;
}

/** The fields of an asset, without id and certainty. */
type AssetFields = Omit<Asset, "id" | "certainty" | "origin" | "external">;

/**
 * @param said strongest first
 */
function mergeClaims(said: readonly Said[]): AssetFields {
  if (said.length === 0) return { metadata: {} };
  const types = said.filter(({ claim }) => says(claim, "type"));
  const realTypes = types.filter(({ claim }) => claim.type !== EXTERNAL_TYPE);
  const namespaces = said.filter(({ claim }) => says(claim, "namespace"));
  const claims = [...conflicting(realTypes, "type"), ...conflicting(namespaces, "namespace")];
  const type = (realTypes[0] ?? types[0])?.claim.type;
  const namespace = namespaces[0]?.claim.namespace;
  return {
    // In the order of a store.
    ...(namespace !== undefined && { namespace }),
    ...(type !== undefined && { type }),
    ...firstSaid(said.map(({ claim }) => claim)),
    metadata: mergeMetadata(said.map(({ claim }) => claim)),
    ...(claims.length > 0 && { claims }),
  };
}

/** Every claim for a field when they differ, none when they agree. */
function conflicting(said: readonly Said[], field: Claim["field"]): readonly Claim[] {
  if (said.every(({ claim }) => claim[field] === said[0]?.claim[field])) return [];
  const claims = new Map<string, Claim>();
  for (const { claim, where } of said) {
    const { task: whose, place } = where();
    const { namespace, flow, task } = whose;
    const value = claim[field] ?? "";
    // The cases of one declaration have equal claims at one place; one is enough.
    const key = `${place.line}:${place.column}:${place.file}\n${value}`;
    if (!claims.has(key)) claims.set(key, { field, value, namespace, flow, task, place });
  }
  return [...claims.values()];
}

/** Whether a claim has a value for a field. A blank value, which Kestra rejects, does not conflict. */
function says(claim: EntryClaim, field: Claim["field"]): boolean {
  const value = claim[field];
  return value !== undefined && value.trim() !== "";
}

const SAID_ONCE = [
  "displayName",
  "description",
  "status",
  "ttl",
  "owner",
  "partOf",
  "relatedTo",
] as const satisfies readonly (keyof EntryClaim)[];

/** Each field from the first claim that has it. */
function firstSaid(claims: readonly EntryClaim[]): Pick<EntryClaim, (typeof SAID_ONCE)[number]> {
  const said: [string, unknown][] = [];
  for (const field of SAID_ONCE) {
    const value = claims.find((claim) => saysSomething(claim[field]))?.[field];
    if (value !== undefined) said.push([field, value]);
  }
  return Object.fromEntries(said);
}

function saysSomething(value: unknown): boolean {
  return value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
}

function mergeMetadata(claims: readonly EntryClaim[]): Readonly<Record<string, Json>> {
  const [only] = claims;
  if (claims.length === 1 && only && isMerged(only.metadata)) return only.metadata ?? {};
  const merged = new Map<string, Json>();
  for (const { metadata } of claims) {
    for (const [key, value] of Object.entries(metadata ?? {})) {
      if (value === null) continue;
      merged.set(key, merged.has(key) ? mergeValues(merged.get(key) ?? null, value) : value);
    }
  }
  // Object.fromEntries defines keys, so that a key "__proto__" from a file stays plain data.
  return Object.fromEntries([...merged].sort(([a], [b]) => compareText(a, b)));
}

/** Whether metadata is as a merge with nothing leaves it. */
function isMerged(metadata: EntryClaim["metadata"]): boolean {
  let before = "";
  for (const key in metadata) {
    if (key < before || metadata[key] === null) return false;
    before = key;
  }
  return true;
}

function mergeValues(first: Json, later: Json): Json {
  if (!isObject(first) || !isObject(later)) return first;
  const merged = new Map(Object.entries(first));
  for (const [key, value] of Object.entries(later)) {
    const known = merged.get(key);
    merged.set(key, known === undefined ? value : mergeValues(known, value));
  }
  return Object.fromEntries(merged);
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
