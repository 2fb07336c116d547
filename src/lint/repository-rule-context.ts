import { createExplorer, type GraphExplorer } from "../graph/explorer.ts";
import { assetAt, createGraph } from "../graph/graph.ts";
import type { StepBudget } from "../java/regex/regex.ts";
import type { Asset, BundleEntry, Inventory } from "../model/model.ts";
import { select } from "../selection/select.ts";
import { type EntryFacts, type FileFacts, type LintInput, placeKey } from "./facts.ts";
import type { KestraVersion } from "./kestra-version.ts";
import { lazy } from "./lazy.ts";
import type { Policy } from "./policy.ts";
import { compareRanges, type Range, rangeAt } from "./range.ts";
import type { LintSettings } from "./settings.ts";

/** What a rule about all files together may look at. */
export interface RepositoryRuleContext {
  readonly files: readonly FileFacts[];
  readonly inventory: Inventory;
  /** The queries of its graph. */
  readonly explorer: () => GraphExplorer;
  readonly kestra: KestraVersion | undefined;
  readonly policies: readonly Policy[];
  /** Left for the regular expressions of all policies. */
  readonly regexSteps: StepBudget;
  /** The ids of the assets that a selection means. Throws a SelectionError. */
  readonly select: (selection: string) => ReadonlySet<string>;
  readonly ownersOf: (asset: Asset) => readonly string[];
  /** What is known of the text an entry of a bundle was read from. */
  readonly factsOf: (entry: Placed) => EntryFacts | undefined;
  /** The range of the id of an entry; its first character where no more is known. */
  readonly rangeOf: (entry: Placed) => Range;
  /** The place that mentions an id first in the order of the files; outputs come before inputs. */
  readonly firstMention: (id: string) => Range | undefined;
  /** The assets that a selection means, each with its first mention. Throws a SelectionError. */
  readonly mentioned: (selection: string) => readonly { readonly asset: Asset; readonly range: Range }[];
  /** Whether an input stands at this place. */
  readonly isInput: (entry: Placed) => boolean;
}

type Placed = Pick<BundleEntry, "place">;

/** A second or two. An id takes about as many steps as it has characters. */
const REGEX_STEPS = 20_000_000;

/** The context of one lint. Indexes are made when first asked for; each is linear in the inventory. */
export function repositoryRuleContext(
  { files, inventory }: LintInput,
  { kestra, policies }: LintSettings,
): RepositoryRuleContext {
  const explorer = lazy(() => createExplorer(createGraph(inventory)));
  const facts = lazy(() => factsByPlace(files));
  const owners = lazy(() => flowOwners(inventory));
  const inputs = lazy(() => new Set(inventory.bundles.flatMap((bundle) => bundle.inputs.map(keyOf))));
  const mentions = lazy(() => firstMentions(inventory, context.rangeOf));
  const selections = new Map<string, ReadonlySet<string>>();
  const context: RepositoryRuleContext = {
    files,
    inventory,
    explorer,
    kestra,
    policies,
    regexSteps: { left: REGEX_STEPS },
    select: (selection) => {
      const known = selections.get(selection);
      if (known !== undefined) return known;
      const { graph } = explorer();
      const { nodes } = select(selection, { graph, ownersOf: context.ownersOf });
      const ids = new Set(nodes.map((node) => assetAt(graph, node).id));
      selections.set(selection, ids);
      return ids;
    },
    ownersOf: ({ id, metadata: { owner } }) => [
      ...(typeof owner === "string" && owner !== "" ? [owner] : []),
      ...(owners().get(id) ?? []),
    ],
    factsOf: (entry) => facts().get(keyOf(entry)),
    rangeOf: (entry) => context.factsOf(entry)?.id ?? rangeAt(entry.place),
    firstMention: (id) => mentions().get(id),
    mentioned: (selection) => {
      const selected = context.select(selection);
      return inventory.assets.flatMap((asset) => {
        const range = selected.has(asset.id) ? context.firstMention(asset.id) : undefined;
        return range === undefined ? [] : [{ asset, range }];
      });
    },
    isInput: (entry) => inputs().has(keyOf(entry)),
  };
  return context;
}

function keyOf({ place }: Placed): string {
  return placeKey(place);
}

function factsByPlace(files: readonly FileFacts[]): Map<string, EntryFacts> {
  const facts = new Map<string, EntryFacts>();
  for (const { flows } of files) {
    for (const { entries } of flows) for (const entry of entries) facts.set(placeKey(entry.id), entry);
  }
  return facts;
}

function firstMentions(
  { bundles }: Inventory,
  rangeOf: RepositoryRuleContext["rangeOf"],
): Map<string, Range> {
  const written = new Map<string, Range>();
  const read = new Map<string, Range>();
  const note = (into: Map<string, Range>, entry: BundleEntry) => {
    const range = rangeOf(entry);
    const known = into.get(entry.id);
    if (known === undefined || compareRanges(range, known) < 0) into.set(entry.id, range);
  };
  for (const { outputs, inputs } of bundles) {
    for (const entry of outputs) note(written, entry);
    for (const entry of inputs) note(read, entry);
  }
  return new Map([...read, ...written]);
}

/** The label `owner` of the flows that write an asset. */
function flowOwners({ flows, bundles }: Inventory): Map<string, Set<string>> {
  const labels = new Map<string, string>();
  for (const { namespace, flow, labels: all } of flows) {
    const owner = all?.owner;
    if (owner !== undefined && owner !== "") labels.set(`${namespace}.${flow}`, owner);
  }
  const owners = new Map<string, Set<string>>();
  for (const { namespace, flow, outputs } of labels.size === 0 ? [] : bundles) {
    const owner = labels.get(`${namespace}.${flow}`);
    if (owner === undefined) continue;
    for (const { id } of outputs) owners.set(id, (owners.get(id) ?? new Set()).add(owner));
  }
  return owners;
}
