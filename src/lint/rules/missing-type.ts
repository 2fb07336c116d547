import type { Asset, Bundle, BundleEntry, Inventory } from "../../model/model.ts";
import { EXTERNAL_TYPE } from "../../model/types.ts";
import { declaring } from "../example.ts";
import { type EntryFacts, placeKey } from "../facts.ts";
import type { RawFinding, Severity } from "../finding.ts";
import type { Fix } from "../fix/edit.ts";
import type { KestraVersion } from "../kestra-version.ts";
import type { RepositoryRuleContext } from "../repository-rule-context.ts";
import type { RepositoryRule } from "../rule.ts";

export const missingType: RepositoryRule = {
  id: "missing-type",
  scope: "repository",
  severity: "warning",
  description: "An output has no type.",
  why: 'Up to 1.2, and in 1.3 before September 2026, an output without a type drops all declared assets of its task, including the inputs. Later releases store it with the type `External`, like an asset from another source. With `kestra: "1.2"` this is an error, with `kestra: "2.0"` a notice.',
  remedy: "Add the type. `--fix` adds it if another declaration of the same id has one.",
  fixable: true,
  examples: [
    {
      bad: declaring(`
outputs:
  - id: orders`),
      good: declaring(`
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table`),
    },
  ],
  onInventory,
};

function* onInventory(
  inventory: Inventory,
  { files, kestra, factsOf, rangeOf }: RepositoryRuleContext,
): Generator<RawFinding> {
  const lacking = files.filter(({ flows }) =>
    flows.some(({ entries }) => entries.some(({ typeInsertion }) => typeInsertion !== undefined)),
  );
  const typeless = new Set(lacking.map(({ file }) => file));
  if (typeless.size === 0) return;
  const assets = new Map(inventory.assets.map((asset) => [asset.id, asset]));
  const seen = new Map<string, RawFinding>();
  for (const bundle of inventory.bundles) {
    for (const entry of typeless.has(bundle.place.file) ? bundle.outputs : []) {
      const facts = factsOf(entry);
      if (facts?.typeInsertion === undefined) continue;
      const finding = findingFor(bundle, entry, facts, assets.get(entry.id), kestra, rangeOf);
      const key = placeKey(entry.place);
      // An entry with several cases has one place; its type is known if all cases agree.
      const before = seen.get(key);
      seen.set(
        key,
        before === undefined || before.fix?.title === finding.fix?.title ? finding : withoutFix(before),
      );
    }
  }
  yield* seen.values();
}

function findingFor(
  { task }: Bundle,
  entry: BundleEntry,
  facts: EntryFacts,
  asset: Asset | undefined,
  kestra: KestraVersion | undefined,
  rangeOf: RepositoryRuleContext["rangeOf"],
): RawFinding {
  const type = knownType(asset);
  const fix = type === undefined ? undefined : insertion(facts, type);
  const known = type === undefined ? "" : `; elsewhere it is "${type}"`;
  return {
    range: rangeOf(entry),
    message: `the output "${entry.expression ?? entry.id}" of task "${task}" has no "type"${known}`,
    ...SEVERITY[kestra ?? "any"],
    ...(fix && { fix }),
  };
}

const SEVERITY: Readonly<Record<KestraVersion | "any", { readonly severity?: Severity }>> = {
  any: {},
  "1.2": { severity: "error" },
  "1.3": {},
  "2.0": { severity: "notice" },
};

/** The type in other declarations of the asset, if they agree. */
function knownType(asset: Asset | undefined): string | undefined {
  if (asset?.type === undefined || asset.type === EXTERNAL_TYPE) return undefined;
  return asset.claims?.some(({ field }) => field === "type") ? undefined : asset.type;
}

/** Types are free text; those that need quotes in YAML are left to the user. */
function insertion({ typeInsertion }: EntryFacts, type: string): Fix | undefined {
  if (typeInsertion === undefined || typeInsertion.offset < 0 || !/^[A-Za-z_][\w.$-]*$/.test(type))
    return undefined;
  if (/^(?:yes|no|true|false|on|off|null)$/i.test(type)) return undefined;
  const { offset, before } = typeInsertion;
  return {
    title: `write "type: ${type}"`,
    edits: [{ start: offset, end: offset, text: `${before}type: ${type}` }],
  };
}

function withoutFix({ fix: _, ...finding }: RawFinding): RawFinding {
  return finding;
}
