import { stronger, weaker } from "../model/assumption.ts";
import type { Inventory } from "../model/model.ts";
import { compareText } from "../model/order.ts";
import { AssetsError } from "../util/errors.ts";
import { count, grouped } from "../util/text.ts";
import type { DeclaredEdge, Drift, GapOf, UndeclaredEdge } from "./answer.ts";
import type { IdMatcher, MatchedIds } from "./match-ids.ts";
import type { RecordedEdge } from "./recorded.ts";

type EdgeDrift = Pick<Drift, "edgesNeverRecorded" | "edgesUndeclared" | "edgesOfChoices">;

interface KnownEdge extends DeclaredEdge {
  readonly isInferred: boolean;
  isRecorded: boolean;
}

/** About two hundred bytes each. */
const MOST_EDGES = 2_000_000;
/** Seconds of work. */
const MOST_COMPARISONS = 50_000_000;

/** The edges of only one side. Patterns match every id that a run can produce. */
export function edgeDrift(
  inventory: Inventory,
  recorded: readonly RecordedEdge[],
  matcher: IdMatcher,
  gapOf: GapOf,
): EdgeDrift {
  const known = knownEdges(inventory);
  const edgesUndeclared: UndeclaredEdge[] = [];
  let comparisons = 0;
  for (const { from, to, by } of recorded) {
    const [froms, tos] = [candidates(matcher(from)), candidates(matcher(to))];
    comparisons += froms.length * tos.length;
    if (comparisons > MOST_COMPARISONS) throw tooManyPatterns(from, to);
    const matching = froms.flatMap((start) => {
      const row = known.get(start);
      return row === undefined ? [] : tos.flatMap((end) => row.get(end) ?? []);
    });
    for (const edge of matching) edge.isRecorded = true;
    if (matching.some(({ isInferred }) => !isInferred)) continue;
    // Two names of one asset.
    if (froms.length === 1 && tos.length === 1 && froms[0] === tos[0]) continue;
    const gap = gapOf(by);
    edgesUndeclared.push({
      ...{ from, to, by },
      ...(matching.length > 0 && { inferred: true }),
      ...(gap && { gap }),
    });
  }
  const missing = [...known.values()]
    .flatMap((row) => [...row.values()])
    .filter(({ isInferred, isRecorded }) => !isInferred && !isRecorded)
    .map(({ from, to, certainty, by }): DeclaredEdge => ({ from, to, certainty, by }))
    .sort(byEnds);
  const isPerhaps = ({ certainty }: DeclaredEdge) => certainty === "choice" || certainty === "pattern";
  return {
    edgesNeverRecorded: missing.filter((edge) => !isPerhaps(edge)),
    edgesUndeclared: edgesUndeclared.sort(byEnds),
    edgesOfChoices: missing.filter(isPerhaps),
  };
}

function candidates({ exact, patterns }: MatchedIds): readonly string[] {
  return exact === undefined ? patterns : [exact, ...patterns];
}

/** The edges of an inventory by their ends; a declared one takes precedence over an inferred one. */
function knownEdges({ bundles }: Inventory): ReadonlyMap<string, ReadonlyMap<string, KnownEdge>> {
  const edges = new Map<string, Map<string, KnownEdge>>();
  let size = 0;
  for (const { namespace, flow, task, inputs, outputs, origin } of bundles) {
    if (size + inputs.length * outputs.length > MOST_EDGES) throw tooManyEdges();
    const isInferred = origin !== undefined;
    for (const input of inputs) {
      const row = edges.get(input.id) ?? new Map<string, KnownEdge>();
      if (row.size === 0) edges.set(input.id, row);
      for (const output of outputs) {
        if (input.id === output.id) continue;
        const certainty = weaker(input.certainty, output.certainty);
        const before = row.get(output.id);
        if (before !== undefined && before.isInferred <= isInferred) {
          if (before.isInferred === isInferred)
            row.set(output.id, { ...before, certainty: stronger(before.certainty, certainty) });
          continue;
        }
        if (before === undefined) size++;
        row.set(output.id, {
          ...{ from: input.id, to: output.id, certainty, isInferred, isRecorded: false },
          by: { namespace, flow, task, place: output.place },
        });
      }
    }
  }
  return edges;
}

function byEnds(
  a: { readonly from: string; readonly to: string },
  b: { readonly from: string; readonly to: string },
): number {
  return compareText(a.from, b.from) || compareText(a.to, b.to);
}

function tooManyEdges(): AssetsError {
  return new AssetsError(`the inventory has more than ${grouped(MOST_EDGES)} edges`, {
    hint: "Declare assets on the tasks that read and write them, not all on one.",
  });
}

function tooManyPatterns(from: string, to: string): AssetsError {
  return new AssetsError(
    `the comparison takes more than ${count(MOST_COMPARISONS, "step")}: too many patterns match "${from}" and "${to}"`,
    { hint: "Add literal text to the ids with run-time parts." },
  );
}
