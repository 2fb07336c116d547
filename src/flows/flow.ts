import type { SourceText } from "./source-text.ts";
import type { YamlMap, YamlNode, YamlScalar } from "./yaml-node.ts";

/** A line of Kestra releases, where they differ: 1.x has ForEach and `taskrun.value`, 2.0 has Loop and `item.value`. */
export type KestraLine = "1.x" | "2.0";

/** One YAML document with string `id`, string `namespace` and list `tasks`. */
export interface Flow {
  readonly source: SourceText;
  readonly id: YamlScalar & { readonly value: string };
  readonly namespace: YamlScalar & { readonly value: string };
  /** The whole document, for everything without a separate field here (inputs, variables, labels ...). */
  readonly node: YamlMap;
  /** `tasks`, `errors`, `finally`, `afterExecution` and 1.x `listeners[].tasks`, in that order. */
  readonly branches: readonly Branch[];
  readonly triggers: readonly Trigger[];
}

/** A key under which tasks hang, with those tasks. */
export interface Branch {
  /** `tasks`, `then`, `else`, `cases`, `defaults`, `errors`, `finally`, `onApprove` ... */
  readonly key: string;
  /** For a Switch: the key of this case, as text. */
  readonly caseKey?: string;
  readonly tasks: readonly Task[];
}

export interface Task {
  /** The task's id, or "" when it has none that is a string (the place is then the task's own). */
  readonly id: string;
  /** The type with legacy names replaced by today's, e.g. `io.kestra.plugin.core.flow.ForEach`. */
  readonly type: string;
  /** The task with `pluginDefaults` merged in. Nodes that came from defaults keep their own spans. */
  readonly node: YamlMap;
  /** The kind of container; absent for a plain task. */
  readonly container?: ContainerKind;
  readonly branches: readonly Branch[];
}

export interface Trigger {
  readonly id: string;
  readonly type: string;
  readonly node: YamlMap;
}

/**
 * Containers by how they run their tasks. `sequence` covers Sequential, Parallel, AllowFailure, LoopUntil and
 * WorkingDirectory: each task runs once per run of the container and has no variable for the item.
 */
export type ContainerKind =
  | "sequence"
  | "dag"
  | "if"
  | "switch"
  | "for-each"
  | "loop"
  | "pause"
  | "approval"
  | "subflow";

/** The value of a key of a mapping, or undefined. With duplicate keys (which make the file unreadable) the first. */
export function get(node: YamlNode | undefined, key: string): YamlNode | undefined {
  if (node?.kind !== "map") return undefined;
  for (const entry of node.entries) if (entry.key.text === key) return entry.value;
  return undefined;
}
