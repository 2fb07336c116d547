import { get } from "../../flows/flow.ts";
import type { Case } from "../../resolve/case.ts";
import type { CaseGap } from "../../resolve/gaps.ts";
import type { TaskSite } from "../../resolve/site.ts";
import type { CatalogueEntry } from "../catalogue/entry.ts";
import type { TaskEmission } from "../task/task-emission.ts";

/** The reason why a task with data access is unknown. */
export function silenceGaps(
  entry: CatalogueEntry,
  { task }: TaskSite,
  all: readonly Case<TaskEmission>[],
): readonly CaseGap[] {
  if (entry.mayTouchNothing) return [];
  const gap = (why: string): CaseGap => ({
    kind: "undeclared",
    node: task.node,
    message: `unknown data access: ${why}`,
  });
  if (entry.opaque !== undefined) return [gap(entry.opaque)];
  const silent =
    all.length > 0 &&
    all.every(
      ({ inputs, outputs, emitted }) => inputs.length + outputs.length === 0 && emitted.gaps.length === 0,
    );
  const hasSql = (entry.sql ?? []).some((name) => get(task.node, name) !== undefined);
  return silent && !hasSql ? [gap("the properties of the task contain no resource")] : [];
}
