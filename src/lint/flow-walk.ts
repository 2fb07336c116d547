import type { Branch, Flow, Task, Trigger } from "../flows/flow.ts";
import type { Declaration, DeclarationEntry, DeclarationScalar, EntryField } from "./declarations.ts";
import type { FlowRuleContext, SidedEntry } from "./flow-rule-context.ts";
import type { LocatedGap } from "./located-gaps.ts";
import type { PartsOf } from "./walk.ts";

/** Callbacks of a rule about one flow. */
export interface FlowParts {
  /** The whole flow. */
  readonly onFlow: Flow;
  /** A task at any depth. */
  readonly onTask: Task;
  readonly onTrigger: Trigger;
  readonly onDeclaration: Declaration;
  /** A key or value of a declaration, at any depth. */
  readonly onScalar: DeclarationScalar;
  readonly onEntry: DeclarationEntry;
  /** A key of an entry with its value. */
  readonly onField: EntryField;
  readonly onGap: LocatedGap;
  /** An entry in one case; outputs come before inputs. */
  readonly onBundleEntry: SidedEntry;
}

export const FLOW_PARTS: PartsOf<FlowParts, FlowRuleContext> = {
  onFlow: ({ flow }) => [flow],
  onTask: ({ flow }) => tasksIn(flow.branches),
  onTrigger: ({ flow }) => flow.triggers,
  onDeclaration: ({ declarations }) => declarations,
  onScalar: ({ scalars }) => scalars,
  onEntry: ({ entries }) => entries,
  onField: ({ entries }) => entries.flatMap(fieldsOf),
  onGap: ({ gaps }) => gaps,
  onBundleEntry: ({ bundleEntries }) => bundleEntries(),
};

function tasksIn(branches: readonly Branch[]): Task[] {
  return branches.flatMap(({ tasks }) => tasks.flatMap((task) => [task, ...tasksIn(task.branches)]));
}

function fieldsOf(entry: DeclarationEntry): EntryField[] {
  const { node } = entry;
  return node.kind === "map" ? node.entries.map(({ key, value }) => ({ key, value, entry, map: node })) : [];
}
