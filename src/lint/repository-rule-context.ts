import { createExplorer, type GraphExplorer } from "../graph/explorer.ts";
import { assetAt, createGraph } from "../graph/graph.ts";
import type { StepBudget } from "../java/regex/regex.ts";
import type { Asset, BundleEntry, Inventory } from "../model/model.ts";
import { createOwners } from "../model/owners.ts";
import { select } from "../selection/select.ts";
import { type EntryFacts, type FileFacts, type LintInput, placeKey } from "./facts.ts";
import type { KestraVersion } from "./kestra-version.ts";
import { lazy } from "./lazy.ts";
import type { Policy } from "./policy.ts";
import { compareRanges, type Range, rangeAt } from "./range.ts";
import type { LintSettings } from "./settings.ts";

/** The data available to a rule about all files. */
export interface RepositoryRuleContext {
  readonly files: readonly FileFacts[];
  readonly inventory: Inventory;
  /** Queries of the graph. */
  readonly explorer: () => GraphExplorer;
  readonly kestra: KestraVersion | undefined;
  readonly policies: readonly Policy[];
  /** Step budget for the regular expressions of all policies. */
  readonly regexSteps: StepBudget;
  /** The ids of the assets of a selection. Throws a SelectionError. */
  readonly select: (selection: string) => ReadonlySet<string>;
  readonly ownersOf: (asset: Asset) => readonly string[];
  /** Facts about the source of an entry. */
  readonly factsOf: (entry: Placed) => EntryFacts | undefined;
  /** The range of the id of an entry; its first character without further information. */
  readonly rangeOf: (entry: Placed) => Range;
  /** The first mention of an id in the order of the files; outputs come before inputs. */
  readonly firstMention: (id: string) => Range | undefined;
  /** The assets of a selection, each with its first mention. Throws a SelectionError. */
  readonly mentioned: (selection: string) => readonly { readonly asset: Asset; readonly range: Range }[];
  /** Whether this is the place of an input. */
  readonly isInput: (entry: Placed) => boolean;
}

type Placed = Pick<BundleEntry, "place">;

/** One or two seconds. An id takes about one step per character. */
const REGEX_STEPS = 20_000_000;

/** The context of one lint. Indexes are built on demand; each is linear in the inventory. */
export function repositoryRuleContext(
  { files, inventory }: LintInput,
  { kestra, policies }: LintSettings,
): RepositoryRuleContext {
  const explorer = lazy(() => createExplorer(createGraph(inventory)));
  const facts = lazy(() => factsByPlace(files));
  const owners = lazy(() => createOwners(inventory));
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
    ownersOf: (asset) =>
      owners()
        .ofAsset(asset)
        .map(({ name }) => name),
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
