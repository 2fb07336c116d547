import { comparePlaces } from "../flows/place.ts";
import { stronger } from "./assumption.ts";
import type { DeclaredBundle, DeclaredEntry, EntryClaim } from "./declared.ts";
import type { Asset, Claim, Json, TaskId } from "./model.ts";
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
    .map((id) => mergeMentions(id, mentions.get(id) ?? [], (each) => writtenPatterns.overlaps(each)));
}

/** One place that names an asset. */
export interface Mention {
  readonly task: TaskId;
  readonly entry: Pick<DeclaredEntry, "certainty" | "place" | "claim">;
  readonly written: boolean;
}

function collectMentions(bundles: readonly DeclaredBundle[]): Map<string, Mention[]> {
  const mentions = new Map<string, Mention[]>();
  const add = (id: string, mention: Mention) => {
    const known = mentions.get(id);
    if (known) known.push(mention);
    else mentions.set(id, [mention]);
  };
  const addEach = (task: DeclaredBundle, entry: DeclaredEntry, written: boolean) => {
    add(entry.id, { task, entry, written });
    for (const other of entry.others ?? []) add(entry.id, { task, entry: { ...entry, ...other }, written });
  };
  for (const bundle of bundles) {
    for (const entry of bundle.outputs) addEach(bundle, entry, true);
    for (const entry of bundle.inputs) addEach(bundle, entry, false);
  }
  return mentions;
}

/**
 * The asset that some mentions of one id make.
 *
 * @param unsorted in the order of the bundles
 * @param mayBecome whether some pattern that is written can become this id
 */
export function mergeMentions(
  id: string,
  unsorted: readonly Mention[],
  mayBecome: (id: string) => boolean,
): Asset {
  const mentions =
    unsorted.length < 2
      ? unsorted
      : [...unsorted].sort(
          (a, b) =>
            Number(b.written) - Number(a.written) ||
            compareTasks(a.task, b.task) ||
            comparePlaces(a.entry.place, b.entry.place),
        );
  const written = mentions[0]?.written === true;
  // Who writes an asset makes it exist; a reader that names it outright does not make a choice exact.
  const certainty = mentions
    .filter((mention) => mention.written === written)
    .map((mention) => mention.entry.certainty)
    .reduce(stronger, "pattern");
  return { id, certainty, external: !written && !mayBecome(id), ...mergeClaims(mentions) };
}

/** What an asset is said to be: everything but its id, and how well that is known. */
export type AssetFields = Omit<Asset, "id" | "certainty" | "external">;

/** @param mentions the strongest first */
function mergeClaims(mentions: readonly Mention[]): AssetFields {
  const types = claimsOf(mentions, "type");
  const namespaces = claimsOf(mentions, "namespace");
  const claims = [
    ...conflicting(types.filter((claim) => claim.value !== EXTERNAL_TYPE)),
    ...conflicting(namespaces),
  ];
  const type = (types.find((claim) => claim.value !== EXTERNAL_TYPE) ?? types[0])?.value;
  const namespace = namespaces[0]?.value;
  const said = mentions.map(({ entry }) => entry.claim);
  return {
    ...(type !== undefined && { type }),
    ...(namespace !== undefined && { namespace }),
    ...firstSaid(said),
    metadata: mergeMetadata(said),
    ...(claims.length > 0 && { claims }),
  };
}

/** What an asset is when only one place says something about it. */
export function fieldsOfClaim(claim: EntryClaim): AssetFields {
  const { type, namespace, metadata } = claim;
  return {
    ...(type !== undefined && !isBlank(type) && { type }),
    ...(namespace !== undefined && !isBlank(namespace) && { namespace }),
    ...firstSaid([claim]),
    metadata: metadata === undefined ? {} : mergeMetadata([claim]),
  };
}

function claimsOf(mentions: readonly Mention[], field: Claim["field"]): Claim[] {
  const claims = new Map<string, Claim>();
  for (const { task: where, entry } of mentions) {
    const value = entry.claim[field];
    if (value === undefined || isBlank(value)) continue;
    const { namespace, flow, task } = where;
    const claim: Claim = { field, value, namespace, flow, task, place: entry.place };
    // The cases of one declaration say the same at the same place; one claim is enough.
    const { file, line, column } = entry.place;
    const key = `${line}:${column}:${file}\n${value}`;
    if (!claims.has(key)) claims.set(key, claim);
  }
  return [...claims.values()];
}

/** What is blank, Kestra refuses: it says nothing against another. */
function isBlank(text: string): boolean {
  return text.trim() === "";
}

/** All claims when they differ, none when they agree. */
function conflicting(claims: readonly Claim[]): readonly Claim[] {
  return claims.some((claim) => claim.value !== claims[0]?.value) ? claims : [];
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

/** Each of the fields as the first claim has it that says something. */
function firstSaid(claims: readonly EntryClaim[]): Pick<EntryClaim, (typeof SAID_ONCE)[number]> {
  const said: [string, unknown][] = [];
  for (const field of SAID_ONCE) {
    const value = claims.find((claim) => saysSomething(claim[field]))?.[field];
    if (value !== undefined) said.push([field, value]);
  }
  return Object.fromEntries(said);
}

/** Whether a claim has one of these fields. */
export function saysOnce(claim: EntryClaim): boolean {
  return SAID_ONCE.some((field) => saysSomething(claim[field]));
}

function saysSomething(value: unknown): boolean {
  return value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
}

function mergeMetadata(claims: readonly EntryClaim[]): Record<string, Json> {
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
