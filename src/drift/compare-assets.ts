import { maskSecrets } from "../model/mask-secrets.ts";
import type { Asset, Inventory, TaskId } from "../model/model.ts";
import { compareText } from "../model/order.ts";
import { isPattern } from "../model/pattern.ts";
import { EXTERNAL_TYPE } from "../model/types.ts";
import { wellFormed } from "../model/well-formed.ts";
import type {
  DeclaredAsset,
  DeclaredBy,
  DifferentAsset,
  DifferentField,
  Drift,
  GapOf,
  UndeclaredAsset,
} from "./answer.ts";
import { type FieldsInTime, fieldOf, metadataOf } from "./fields-in-time.ts";
import type { IdMatcher, MatchedIds } from "./match-ids.ts";
import type { Recorded, RecordedAsset } from "./recorded.ts";

type AssetDrift = Pick<Drift, "neverRecorded" | "undeclared" | "different" | "choices" | "patterns">;

/** The assets of only one side, and those with other fields. */
export function assetDrift(
  inventory: Inventory,
  { assets: recorded }: Pick<Recorded, "assets">,
  matcher: IdMatcher,
  gapOf: GapOf,
): AssetDrift {
  const declared = new Map(inventory.assets.map((asset) => [asset.id, asset]));
  const tasks = declaringTasks(inventory);
  const found = new Set<string>();
  const undeclared: UndeclaredAsset[] = [];
  const different: DifferentAsset[] = [];
  for (const [id, record] of recorded) {
    const fields = record.stored ?? record.read;
    if (fields && fieldOf(fields, "deleted") === true) continue;
    const matched = matcher(id);
    for (const candidate of [matched.exact, ...matched.patterns])
      if (candidate !== undefined) found.add(candidate);
    const name = theOne(matched);
    const asset = name === undefined ? undefined : declared.get(name);
    if (asset !== undefined) {
      const others = differentFields(asset, record);
      if (others.length > 0) {
        const by = tasks.get(asset.id) ?? [];
        different.push({ id, ...(asset.id !== id && { declaredAs: asset.id }), by, fields: others });
      }
    } else if (matched.patterns.length === 0) {
      undeclared.push(undeclaredAsset(id, fields, record.by, gapOf));
    }
  }
  const missing = inventory.assets
    .filter(({ id, origin }) => origin === undefined && !found.has(id))
    .map(
      ({ id, certainty, type, external }): DeclaredAsset => ({
        ...{ id, certainty },
        ...(type !== undefined && { type }),
        ...{ external, by: tasks.get(id) ?? [] },
      }),
    );
  const byId = (a: { readonly id: string }, b: { readonly id: string }) => compareText(a.id, b.id);
  return {
    neverRecorded: missing.filter(({ id, certainty }) => certainty !== "choice" && !isPattern(id)),
    undeclared: undeclared.sort(byId),
    different: different.sort(byId),
    choices: missing.filter(({ id, certainty }) => certainty === "choice" && !isPattern(id)),
    patterns: missing.filter(({ id }) => isPattern(id)),
  };
}

/** The asset to compare with; several patterns may each be the right one. */
function theOne({ exact, patterns }: MatchedIds): string | undefined {
  return exact ?? (patterns.length === 1 ? patterns[0] : undefined);
}

/** Tasks listed for an asset. */
const MOST_TASKS = 3;

/** The first tasks that write each asset, else the first that read it. */
function declaringTasks({ bundles }: Inventory): ReadonlyMap<string, readonly DeclaredBy[]> {
  const writers = new Map<string, DeclaredBy[]>();
  const readers = new Map<string, DeclaredBy[]>();
  for (const { namespace, flow, task, inputs, outputs } of bundles) {
    for (const [map, entries] of [
      [writers, outputs],
      [readers, inputs],
    ] as const) {
      for (const { id, place } of entries) {
        const known = map.get(id) ?? [];
        if (known.length === 0) map.set(id, known);
        const isKnown = known.some(
          (by) => by.task === task && by.flow === flow && by.namespace === namespace,
        );
        if (!isKnown && known.length < MOST_TASKS) known.push({ namespace, flow, task, place });
      }
    }
  }
  return new Map([...readers, ...writers]);
}

function undeclaredAsset(
  id: string,
  fields: FieldsInTime | undefined,
  by: TaskId | undefined,
  gapOf: GapOf,
): UndeclaredAsset {
  const type = fields && fieldOf(fields, "type");
  const gap = by && gapOf(by);
  return {
    id,
    ...(typeof type === "string" && type !== EXTERNAL_TYPE && { type }),
    ...(by && { by }),
    ...(gap && { gap }),
  };
}

/**
 * Fields with another recorded value. Values of a run (`{{ ... }}`) are equal to everything, a placeholder is no
 * evidence of the type, and secrets are not compared. Metadata of a pattern differ from run to run.
 */
function differentFields(asset: Asset, { stored, read }: RecordedAsset): DifferentField[] {
  const different: DifferentField[] = [];
  const compare = (field: "type" | "namespace", recorded: unknown) => {
    const declared = asset[field];
    const claimed = asset.claims?.some((claim) => claim.field === field && claim.value === recorded);
    if (declared === undefined || declared === EXTERNAL_TYPE || claimed || sameValue(declared, recorded))
      return;
    different.push({ field, declared, ...(recorded !== undefined && { recorded }) });
  };
  const fields = stored ?? read;
  const type = fields && fieldOf(fields, "type");
  // A reader that runs before the writer records a placeholder.
  if (stored !== undefined || (type !== undefined && type !== EXTERNAL_TYPE)) compare("type", type);
  if (stored === undefined) return different;
  compare("namespace", fieldOf(stored, "namespace"));
  if (!isPattern(asset.id) && !asset.external) different.push(...differentMetadata(asset, stored));
  return different;
}

function differentMetadata(asset: Asset, stored: FieldsInTime): DifferentField[] {
  const declared = maskSecrets(asset.metadata).value as Readonly<Record<string, unknown>>;
  const recorded = maskSecrets(metadataOf(stored)).value;
  const keys = [...new Set([...Object.keys(declared), ...Object.keys(recorded)])].sort(compareText);
  return keys.flatMap((key): DifferentField[] => {
    // A null removes the key from a stored asset.
    const [one, other] = [declared, recorded].map((side) =>
      Object.hasOwn(side, key) ? (side[key] ?? undefined) : undefined,
    );
    if (sameValue(one, other)) return [];
    return [
      {
        field: `metadata.${key}`,
        ...(one !== undefined && { declared: one }),
        ...(other !== undefined && { recorded: other }),
      },
    ];
  });
}

/** Text as Ion can hold it. */
function sameValue(declared: unknown, recorded: unknown): boolean {
  if (typeof declared === "string") {
    if (declared.includes("{{")) return true;
    return typeof recorded === "string" && wellFormed(declared) === wellFormed(recorded);
  }
  if (Array.isArray(declared)) {
    return (
      Array.isArray(recorded) &&
      declared.length === recorded.length &&
      declared.every((item, at) => sameValue(item, recorded[at]))
    );
  }
  if (isMap(declared) && isMap(recorded)) {
    const keys = Object.keys(declared);
    return (
      keys.length === Object.keys(recorded).length &&
      keys.every((key) => Object.hasOwn(recorded, key) && sameValue(declared[key], recorded[key]))
    );
  }
  return declared === recorded;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
