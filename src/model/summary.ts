import type { Bundle, Certainty, Gap, GapKind, Inventory, Place, TaskId, TaskRecord } from "./model.ts";
import { isPattern } from "./pattern.ts";

export interface Touching {
  readonly declared: number;
  readonly inferred: number;
  readonly unknown: number;
}

/** An inventory in numbers. */
export interface Summary {
  readonly files: Inventory["files"];
  readonly flows: number;
  /** Tasks at any depth, containers included. */
  readonly tasks: number;
  readonly declarations: number;
  /** Tasks with data access: declared, inferred and unknown. */
  readonly touching: Touching;
  /** Declarations that can never take effect. */
  readonly inert: number;
  readonly assets: {
    readonly total: number;
    readonly written: number;
    /** Read by id, and written only through a matching pattern. */
    readonly perhapsWritten: number;
    readonly external: number;
    /** Ids that are patterns; they are among the others. */
    readonly patterns: number;
    readonly byCertainty: Readonly<Record<Certainty, number>>;
  };
  readonly bundles: number;
  /** Pairs of assets of which some task makes the second from the first. */
  readonly edges: number;
  readonly gaps: { readonly total: number; readonly byKind: Readonly<Partial<Record<GapKind, number>>> };
}

export function summarize(inventory: Inventory): Summary {
  const { files, flows, assets, bundles, gaps, inert } = inventory;
  const written = new Set(bundles.flatMap((bundle) => bundle.outputs.map((entry) => entry.id)));
  const byCertainty = { exact: 0, default: 0, choice: 0, pattern: 0 } satisfies Record<Certainty, number>;
  for (const asset of assets) byCertainty[asset.certainty]++;
  const byKind: Partial<Record<GapKind, number>> = {};
  for (const gap of gaps) byKind[gap.kind] = (byKind[gap.kind] ?? 0) + 1;
  return {
    files,
    flows: flows.length,
    tasks: sum(flows.map((flow) => flow.tasks)),
    declarations: sum(flows.map((flow) => flow.declarations)),
    touching: touchingTasks(inventory.tasks, bundles, gaps),
    inert: inert.length,
    assets: {
      total: assets.length,
      written: assets.filter((asset) => written.has(asset.id)).length,
      perhapsWritten: assets.filter((asset) => !asset.external && !written.has(asset.id)).length,
      external: assets.filter((asset) => asset.external).length,
      patterns: assets.filter((asset) => isPattern(asset.id)).length,
      byCertainty,
    },
    bundles: bundles.length,
    edges: countEdges(inventory),
    gaps: { total: gaps.length, byKind },
  };
}

/** Two files may hold the same flow. */
type Placed = Partial<TaskId> & { readonly place: Place };

/** Tasks that touch data, each once: one that declares counts as that, one that is inferred is not unknown. */
export function touchingTasks(
  tasks: readonly TaskRecord[],
  bundles: readonly Pick<Bundle, "namespace" | "flow" | "task" | "trigger" | "origin" | "place">[],
  gaps: readonly Gap[],
): Touching {
  const keyOf = ({ namespace = "", flow = "", task = "", place }: Placed) =>
    JSON.stringify([place.file, namespace, flow, task]);
  const keys = (records: readonly Placed[], ...others: readonly ReadonlySet<string>[]) =>
    new Set(records.map(keyOf).filter((key) => !others.some((known) => known.has(key))));
  const declared = keys(tasks.filter(({ trigger }) => !trigger));
  const inferred = keys(
    bundles.filter(({ origin, trigger }) => origin !== undefined && !trigger),
    declared,
  );
  const silent = gaps.filter(({ kind, task }) => kind === "undeclared" && task !== undefined);
  const unknown = keys(silent, declared, inferred);
  return { declared: declared.size, inferred: inferred.size, unknown: unknown.size };
}

/** Distinct pairs. Assets with the same readers have the same number, which is computed once. */
function countEdges({ bundles }: Inventory): number {
  const readers = new Map<string, Set<number>>();
  for (const [index, { inputs }] of bundles.entries())
    for (const { id } of inputs) readers.set(id, (readers.get(id) ?? new Set()).add(index));
  const known = new Map<string, number>();
  return sum(
    [...readers.values()].map((reading) => {
      const key = [...reading].join();
      const number =
        known.get(key) ??
        new Set([...reading].flatMap((at) => bundles[at]?.outputs.map(({ id }) => id) ?? [])).size;
      known.set(key, number);
      return number;
    }),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
