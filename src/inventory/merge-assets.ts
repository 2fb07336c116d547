import { comparePlaces } from "../flows/place.ts";
import { stronger } from "./assumption.ts";
import type { DeclaredBundle, DeclaredEntry } from "./declared.ts";
import type { Asset, Claim, Json } from "./model.ts";
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
    .map((id) => mergeOne(id, mentions.get(id) ?? [], writtenPatterns));
}

interface Mention {
  readonly bundle: DeclaredBundle;
  readonly entry: DeclaredEntry;
  readonly written: boolean;
}

function collectMentions(bundles: readonly DeclaredBundle[]): Map<string, Mention[]> {
  const mentions = new Map<string, Mention[]>();
  const add = (mention: Mention) => {
    const known = mentions.get(mention.entry.id);
    if (known) known.push(mention);
    else mentions.set(mention.entry.id, [mention]);
  };
  for (const bundle of bundles) {
    for (const entry of bundle.outputs.flatMap(eachEntry)) add({ bundle, entry, written: true });
    for (const entry of bundle.inputs.flatMap(eachEntry)) add({ bundle, entry, written: false });
  }
  return mentions;
}

/** An entry, and those of the same list and id that are one with it. */
function eachEntry(entry: DeclaredEntry): readonly DeclaredEntry[] {
  return entry.others === undefined
    ? [entry]
    : [entry, ...entry.others.map((other) => ({ ...entry, ...other }))];
}

function mergeOne(id: string, unsorted: readonly Mention[], writtenPatterns: PatternIndex): Asset {
  const mentions =
    unsorted.length < 2
      ? unsorted
      : [...unsorted].sort(
          (a, b) =>
            Number(b.written) - Number(a.written) ||
            compareTasks(a.bundle, b.bundle) ||
            comparePlaces(a.entry.place, b.entry.place),
        );
  const written = mentions[0]?.written === true;
  // Who writes an asset makes it exist; a reader that names it outright does not make a choice exact.
  const certainty = mentions
    .filter((mention) => mention.written === written)
    .map((mention) => mention.entry.certainty)
    .reduce(stronger, "pattern");
  const types = claimsOf(mentions, "type");
  const namespaces = claimsOf(mentions, "namespace");
  const claims = [
    ...conflicting(types.filter((claim) => claim.value !== EXTERNAL_TYPE)),
    ...conflicting(namespaces),
  ];
  const type = (types.find((claim) => claim.value !== EXTERNAL_TYPE) ?? types[0])?.value;
  const namespace = namespaces[0]?.value;
  const displayName = firstText(mentions, "displayName");
  const description = firstText(mentions, "description");
  return {
    id,
    certainty,
    external: !written && !writtenPatterns.overlaps(id),
    ...(type !== undefined && { type }),
    ...(namespace !== undefined && { namespace }),
    ...(displayName !== undefined && { displayName }),
    ...(description !== undefined && { description }),
    metadata: mergeMetadata(mentions),
    ...(claims.length > 0 && { claims }),
  };
}

function claimsOf(mentions: readonly Mention[], field: Claim["field"]): Claim[] {
  const claims = new Map<string, Claim>();
  for (const { bundle, entry } of mentions) {
    const value = entry.claim[field];
    // What is blank, Kestra refuses: it says nothing against another.
    if (value === undefined || value.trim() === "") continue;
    const { namespace, flow, task } = bundle;
    const claim: Claim = { field, value, namespace, flow, task, place: entry.place };
    // The cases of one declaration say the same at the same place; one claim is enough.
    const { file, line, column } = entry.place;
    const key = `${line}:${column}:${file}\n${value}`;
    if (!claims.has(key)) claims.set(key, claim);
  }
  return [...claims.values()];
}

/** All claims when they differ, none when they agree. */
function conflicting(claims: readonly Claim[]): readonly Claim[] {
  return claims.some((claim) => claim.value !== claims[0]?.value) ? claims : [];
}

function firstText(mentions: readonly Mention[], field: "displayName" | "description"): string | undefined {
  for (const mention of mentions) {
    const text = mention.entry.claim[field];
    if (text !== undefined && text !== "") return text;
  }
  return undefined;
}

function mergeMetadata(mentions: readonly Mention[]): Record<string, Json> {
  const merged = new Map<string, Json>();
  for (const { entry } of mentions) {
    for (const [key, value] of Object.entries(entry.claim.metadata ?? {})) {
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
