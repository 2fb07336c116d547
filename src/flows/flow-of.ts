import type { Flow } from "./flow.ts";
import { withPluginDefaults } from "./plugin-defaults.ts";
import type { SourceText } from "./source-text.ts";
import { flowBranches, flowTriggers, type TreeNotes } from "./task-tree.ts";
import type { YamlMap } from "./yaml-node.ts";

/** A flow with its own plugin defaults. */
export function flowOf(
  source: SourceText,
  written: YamlMap,
  { id, namespace }: Pick<Flow, "id" | "namespace">,
  notes: TreeNotes,
): Flow {
  const node = withPluginDefaults(written);
  return {
    source,
    id,
    namespace,
    node,
    branches: flowBranches(source, node, notes),
    triggers: flowTriggers(node),
  };
}
