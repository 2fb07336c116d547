import type { Certainty, GapKind, Inventory } from "./model.ts";
import { isPattern } from "./pattern.ts";

/** An inventory in numbers. */
export interface Summary {
  readonly files: Inventory["files"];
  readonly flows: number;
  /** Tasks at any depth, containers included. */
  readonly tasks: number;
  readonly declarations: number;
  /** Declarations that can never take effect. */
  readonly inert: number;
  readonly assets: {
    readonly total: number;
    readonly written: number;
    /** Read, and written by a pattern that may become it, but by no declaration that names it. */
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
