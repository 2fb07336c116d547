import type { BundleEntry } from "../inventory/model.ts";
import { compareRanges, type Range } from "./range.ts";
import type { RepositoryLint } from "./rule.ts";

/** For each id the place that mentions it first in the order of the files; outputs come before inputs. */
export function firstMentions({ inventory, rangeOf }: RepositoryLint): Map<string, Range> {
  const written = new Map<string, Range>();
  const read = new Map<string, Range>();
  const note = (into: Map<string, Range>, entry: BundleEntry) => {
    const range = rangeOf(entry);
    const known = into.get(entry.id);
    if (known === undefined || compareRanges(range, known) < 0) into.set(entry.id, range);
  };
  for (const bundle of inventory.bundles) {
    for (const entry of bundle.outputs) note(written, entry);
    for (const entry of bundle.inputs) note(read, entry);
  }
  return new Map([...read, ...written]);
}
