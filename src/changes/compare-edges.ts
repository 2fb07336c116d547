import { weaker } from "../model/assumption.ts";
import { taskKey } from "../model/keys.ts";
import type { Bundle, Inventory } from "../model/model.ts";
import { compareText } from "../model/order.ts";
import { AssetsError } from "../util/errors.ts";
import { count, grouped } from "../util/text.ts";
import type { EdgeChange, Sides } from "./compared.ts";

/**
 * The edges of only one side. An edge from another task is unchanged, so renaming a flow or moving a task changes no
 * edge.
 */
export function compareEdges({ before, after }: Sides): EdgeChange[] {
  const common = unchangedBundles(before, after);
  const olds = edgesOf(before, common);
  const news = edgesOf(after, common);
  const kept = keptEdges(before, after, common, [...olds.keys(), ...news.keys()]);
  const only = (edges: Edges, others: Edges, change: EdgeChange["change"]) =>
    [...edges.values()].flatMap(({ from, to, by }): EdgeChange[] => {
      const key = edgeKey(from, to);
      return others.has(key) || kept.has(key) ? [] : [{ from, to, change, by }];
    });
  return [...only(olds, news, "removed"), ...only(news, olds, "added")].sort(
    (a, b) => compareText(a.from, b.from) || compareText(a.to, b.to) || compareText(a.change, b.change),
  );
}

/** Far beyond any readable change; about a hundred bytes each. */
const MOST_EDGES = 500_000;

/** A partial list would be wrong: an omitted edge could be the breaking one. */
function tooMany({ namespace, flow, task, inputs, outputs }: Bundle): AssetsError {
  const product = `${count(inputs.length, "input")} and ${count(outputs.length, "output")}`;
  return new AssetsError(
    `more than ${grouped(MOST_EDGES)} edges differ: the task "${task}" of the flow "${namespace}.${flow}" has ${product}, all connected`,
    { hint: "Declare assets on the tasks that read and write them." },
  );
}

type Edges = Map<string, { from: string; to: string; by: EdgeChange["by"][number][] }>;

export function edgeKey(from: string, to: string): string {
  return JSON.stringify([from, to]);
}

/** Most bundles of both inventories are equal; only the others are expanded to edges. */
function unchangedBundles(before: Inventory, after: Inventory): ReadonlySet<string> {
  const olds = new Set(before.bundles.map(contentKey));
  return new Set(after.bundles.map(contentKey).filter((key) => olds.has(key)));
}

function contentKey(bundle: Bundle): string {
  const { inputs, outputs } = bundle;
  return JSON.stringify([taskKey(bundle), inputs.map((e) => e.id), outputs.map((e) => e.id)]);
}

function edgesOf(inventory: Inventory, common: ReadonlySet<string>): Edges {
  const edges: Edges = new Map();
  for (const bundle of inventory.bundles) {
    if (common.has(contentKey(bundle))) continue;
    const { namespace, flow, task, trigger } = bundle;
    if (edges.size + bundle.inputs.length * bundle.outputs.length > MOST_EDGES) throw tooMany(bundle);
    for (const output of bundle.outputs) {
      for (const input of bundle.inputs) {
        const certainty = weaker(input.certainty, output.certainty);
        const by = {
          ...{ namespace, flow, task },
          ...(trigger && { trigger }),
          ...{ place: output.place, certainty },
        };
        const key = edgeKey(input.id, output.id);
        const known = edges.get(key);
        if (known === undefined) edges.set(key, { from: input.id, to: output.id, by: [by] });
        else if (!known.by.some((other) => sameTask(other, by))) known.by.push(by);
      }
    }
  }
  return edges;
}

/** Candidates that an unchanged bundle also has. */
function keptEdges(
  before: Inventory,
  after: Inventory,
  common: ReadonlySet<string>,
  keys: readonly string[],
): ReadonlySet<string> {
  const wanted = new Map<string, Set<string>>();
  for (const key of keys) {
    const [from, to] = JSON.parse(key) as [string, string];
    wanted.set(from, (wanted.get(from) ?? new Set()).add(to));
  }
  const kept = new Set<string>();
  for (const bundle of [...before.bundles, ...after.bundles]) {
    const asked = bundle.inputs.filter((input) => wanted.has(input.id));
    if (asked.length === 0 || !common.has(contentKey(bundle))) continue;
    for (const { id: from } of asked) {
      for (const { id: to } of bundle.outputs) if (wanted.get(from)?.has(to)) kept.add(edgeKey(from, to));
    }
  }
  return kept;
}

function sameTask(a: EdgeChange["by"][number], b: EdgeChange["by"][number]): boolean {
  return a.task === b.task && a.flow === b.flow && a.namespace === b.namespace && a.trigger === b.trigger;
}
