import { get } from "../../flows/flow.ts";
import type { DeclaredEntry, UndeclaredAccess } from "../../model/declared.ts";
import type { Side } from "../../model/model.ts";
import { taskId } from "../../resolve/index.ts";
import type { DeclaredCase, DeclaredSides } from "./declared-sides.ts";
import { undeclaredIn } from "./declared-ties.ts";
import { compatible } from "./element.ts";
import type { ReadCase } from "./read-case.ts";
import type { TaskToTrace } from "./task-to-trace.ts";

/** The sides of a task whose declared lists can be compared with its SQL. */
export function comparableSides({ entry, declared, site }: TaskToTrace): readonly Side[] {
  const [only, another] = declared.sites;
  if (entry?.sql === undefined || site.trigger || only === undefined || another !== undefined) return [];
  // With `enableAuto`, the plugin may add the rest.
  if (get(only.assets, "enableAuto") !== undefined) return [];
  return SIDES.filter((side) => get(only.assets, side)?.kind === "list");
}

const SIDES: readonly (Side & keyof DeclaredSides)[] = ["inputs", "outputs"];

/** The declared entries in the cases of an access. */
export function declaredIn(declared: readonly DeclaredCase[], { picks }: ReadCase): readonly DeclaredEntry[] {
  return declared.flatMap((declaredCase) =>
    compatible(declaredCase.picks, picks) ? declaredCase.entries : [],
  );
}

/** Tables read or filled by the SQL of a task in a case, and missing in its declaration. */
export function undeclaredAccesses(
  { site, line }: TaskToTrace,
  side: Side,
  declared: readonly DeclaredCase[],
  read: readonly ReadCase[],
): readonly UndeclaredAccess[] {
  const accessedIn = (reading: ReadCase): readonly DeclaredEntry[] =>
    side === "inputs" ? reading.inputs : reading.outputs.filter((_, index) => reading.filled.has(index));
  const found = new Map<string, DeclaredEntry>();
  for (const reading of read)
    for (const entry of undeclaredIn(declaredIn(declared, reading), accessedIn(reading)))
      found.set(entry.id, entry);
  return [...found.values()].map((entry) => ({
    ...taskId(site, line.context.flow),
    side,
    entry,
    inEveryCase: read.every((reading) => accessedIn(reading).some(({ id }) => id === entry.id)),
  }));
}
