import type { DeclaredBundle, DeclaredEntry, EntryClaim, WrittenEntry } from "../model/declared.ts";
import { draftId } from "../model/draft-id.ts";
import { isInferredId } from "../model/id.ts";
import type { Side } from "../model/model.ts";
import { isPattern } from "../model/pattern.ts";
import { withoutExpressions } from "../util/expressions.ts";
import type { Json } from "../util/json.ts";
import type { DraftNames } from "./names.ts";
import { quoted } from "./quoted.ts";
import type { DraftEntry } from "./types.ts";

/** Facts for drafts about the assets of the whole repository, by declared id. */
export interface DraftAssets {
  readonly nameOf: DraftNames;
  /** The namespace of all its writers; undefined if they differ. */
  readonly namespaceOf: (id: string) => string | undefined;
  readonly isWritten: (id: string) => boolean;
  readonly typeOf: (id: string) => string | undefined;
}

/** How names are written: with the expressions of the task where there are some, or only as values. */
export type DraftStyle = "expressions" | "values";

export type DraftedSide =
  | { readonly kind: "drafted"; readonly entries: readonly DraftEntry[] }
  | { readonly kind: "left"; readonly reason: string };

/** The entries of one side of a task, from its inferred bundles in all cases. */
export function draftSide(
  side: Side,
  bundles: readonly DeclaredBundle[],
  namespace: string,
  assets: DraftAssets,
  style: DraftStyle,
): DraftedSide {
  const entries = new Map<string, DraftEntry>();
  for (const entry of bundles.flatMap((bundle) => bundle[side])) {
    const named = nameOf(entry, assets, style);
    if (named.kind === "left") return named;
    if (entries.has(named.id)) continue;
    const drafted =
      side === "inputs" ? inputEntry(entry, named, assets) : outputEntry(entry, named, namespace, assets);
    entries.set(named.id, drafted);
  }
  return { kind: "drafted", entries: [...entries.values()] };
}

interface NamedEntry {
  readonly kind: "named";
  readonly id: string;
  /** The id that the name has in this case. */
  readonly resolved: string;
  readonly isDeclared: boolean;
  /** Where the fields come from. */
  readonly written: WrittenEntry;
}

function nameOf(
  entry: DeclaredEntry,
  { nameOf: find }: DraftAssets,
  style: DraftStyle,
): NamedEntry | { readonly kind: "left"; readonly reason: string } {
  // An asset declared by another task of the flow already has an id.
  if (!isInferredId(entry.id)) {
    const id = entry.certainty === "exact" || entry.expression === undefined ? entry.id : entry.expression;
    return { kind: "named", id, resolved: entry.id, isDeclared: true, written: entry };
  }
  const found = find(entry.id);
  if (found.kind === "unnamed") return { kind: "left", reason: found.reason };
  const { id: resolved, isDeclared, isQualified } = found;
  const template =
    style === "expressions" && !isDeclared && entry.written !== undefined
      ? draftId(entry.written, isQualified)
      : "";
  if (template.includes("{{") && entry.written !== undefined) {
    if (isPattern(withoutExpressions(template)))
      return { kind: "left", reason: `${quoted(template)} is a whole folder, not a file` };
    if (SECRET.test(template))
      return { kind: "left", reason: `the id ${quoted(template)} would contain a secret` };
    return { kind: "named", id: template, resolved, isDeclared, written: entry.written };
  }
  if (isPattern(resolved))
    return { kind: "left", reason: `a part of ${quoted(resolved)} is known only at run time` };
  if (entry.certainty !== "exact")
    return { kind: "left", reason: `${quoted(resolved)} is only one of several possible ids` };
  return { kind: "named", id: resolved, resolved, isDeclared, written: entry };
}

const SECRET = /\b(?:secrets?|credential)\b/;

function inputEntry(entry: DeclaredEntry, { id, resolved }: NamedEntry, assets: DraftAssets): DraftEntry {
  const type = assets.isWritten(resolved) ? undefined : entry.claim.type;
  return { id, ...(type !== undefined && { type }) };
}

function outputEntry(
  { claim }: DeclaredEntry,
  { id, resolved, isDeclared, written }: NamedEntry,
  namespace: string,
  assets: DraftAssets,
): DraftEntry {
  const type = (isDeclared ? assets.typeOf(resolved) : undefined) ?? claim.type;
  const typed: DraftEntry = { id, ...(type !== undefined && { type }) };
  if (isDeclared) return typed;
  const metadata = metadataOf(written);
  return {
    ...typed,
    ...(assets.namespaceOf(resolved) === namespace && { namespace: "{{ flow.namespace }}" }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
  };
}

/** The fields of Kestra's types: `path` of a file, `location` of other resources. */
function metadataOf({ id, claim }: WrittenEntry): Readonly<Record<string, string>> {
  const metadata: Record<string, string> = {};
  const said: Readonly<Record<string, Json>> = claim.metadata ?? {};
  for (const [key, value] of Object.entries(said)) if (typeof value === "string") metadata[key] = value;
  if (said.name === undefined && said.location === undefined && !id.includes("://~"))
    metadata[isFile(claim) ? "path" : "location"] = id;
  return Object.fromEntries(
    Object.entries(metadata).filter(([, value]) => !SECRET.test(value) && !isPattern(value)),
  );
}

function isFile({ type }: EntryClaim): boolean {
  return type?.endsWith(".File") === true;
}
