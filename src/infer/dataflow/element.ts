import type { DeclaredEntry } from "../../model/declared.ts";
import type { Assumption } from "../../model/model.ts";
import { toData, type Value } from "../../pebble/index.ts";
import type { Assignment } from "../../resolve/choice.ts";
import { distinct } from "../../util/distinct.ts";

/** A resource whose content a task has, passes or stores, with its case and the tasks it came through. */
export interface Element {
  readonly entry: DeclaredEntry;
  /** The picks of the case, by choice. */
  readonly picks: Picks;
  readonly assumptions: readonly Assumption[];
  /** Tasks that read and passed it, the reader first. */
  readonly path: readonly string[];
  /** Its file in the working directory; absent: any. */
  readonly file?: string;
}

/** Picks by choice, each as a text that is equal for equal picks. */
export type Picks = ReadonlyMap<string, string>;

const NO_PICKS: Picks = new Map();

export function picksOf(assignment: Assignment): Picks {
  if (assignment.size === 0) return NO_PICKS;
  return new Map(
    [...assignment].map(([key, { value, assumption, item, member, disabled }]) => [
      key,
      JSON.stringify(item ?? assumption ?? member ?? disabled ?? plain(value)),
    ]),
  );
}

function plain(value: Value | "absent"): unknown {
  return value === "absent" ? "absent" : (toData(value) ?? "unknown");
}

/** Whether two cases can belong to one execution, and to one item of the loops around both. */
export function compatible(some: Picks, others: Picks): boolean {
  if (some.size === 0 || others.size === 0) return true;
  const [few, many] = some.size < others.size ? [some, others] : [others, some];
  for (const [key, value] of few) {
    const other = many.get(key);
    if (other !== undefined && other !== value) return false;
  }
  return true;
}

/** Without items of loops that do not contain the task: it sees the results of all items. */
export function outsideLoops(element: Element, loops: ReadonlySet<string>): Element {
  const left = [...element.picks].filter(([key]) => !isLoop(key) || loops.has(key));
  return left.length === element.picks.size ? element : { ...element, picks: new Map(left) };
}

function isLoop(key: string): boolean {
  return key.startsWith("loop:") || key.startsWith("member:");
}

/** A key that is equal for interchangeable elements. */
function elementKey({ entry, picks, assumptions, file }: Element): string {
  return JSON.stringify([entry.id, entry.certainty, [...picks], assumptions, file]);
}

export function distinctElements(elements: readonly Element[]): readonly Element[] {
  return distinct(elements, elementKey);
}

export function withoutFile({ file: _, ...rest }: Element): Element {
  return rest;
}
