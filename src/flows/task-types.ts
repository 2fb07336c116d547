/**
 * Names of types that Kestra renamed. A class lists its old names as aliases (`@Plugin(aliases = ...)`), and flows that
 * use them still run: most moved with their package in 0.17, some classes changed their own name as well.
 */
const RENAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "io.kestra.core.tasks.flows.Flow": "io.kestra.plugin.core.flow.Subflow",
    "io.kestra.core.tasks.flows.Worker": "io.kestra.plugin.core.flow.WorkingDirectory",
    "io.kestra.core.tasks.flows.WaitFor": "io.kestra.plugin.core.flow.LoopUntil",
    "io.kestra.core.tasks.executions.Counts": "io.kestra.plugin.core.execution.Count",
    "io.kestra.plugin.core.flow.Flow": "io.kestra.plugin.core.flow.Subflow",
    "io.kestra.plugin.core.flow.WaitFor": "io.kestra.plugin.core.flow.LoopUntil",
    "io.kestra.plugin.core.flow.Worker": "io.kestra.plugin.core.flow.WorkingDirectory",
  }),
);

const MOVED_PACKAGES: readonly (readonly [from: string, to: string])[] = [
  ["io.kestra.core.tasks.flows.", "io.kestra.plugin.core.flow."],
  ["io.kestra.core.tasks.debugs.", "io.kestra.plugin.core.debug."],
  ["io.kestra.core.tasks.log.", "io.kestra.plugin.core.log."],
  ["io.kestra.core.tasks.executions.", "io.kestra.plugin.core.execution."],
  ["io.kestra.core.tasks.outputs.", "io.kestra.plugin.core.output."],
  ["io.kestra.core.tasks.states.", "io.kestra.plugin.core.state."],
  ["io.kestra.core.tasks.storages.", "io.kestra.plugin.core.storage."],
  ["io.kestra.core.tasks.templates.", "io.kestra.plugin.core.template."],
  ["io.kestra.core.tasks.trigger.", "io.kestra.plugin.core.trigger."],
  ["io.kestra.core.models.triggers.types.", "io.kestra.plugin.core.trigger."],
];

/** Today's name of a task or trigger type; a name that is not an old one stays as it is. */
export function currentType(type: string): string {
  const renamed = RENAMED.get(type);
  if (renamed !== undefined) return renamed;
  if (!type.startsWith("io.kestra.core.")) return type;
  const moved = MOVED_PACKAGES.find(([from]) => type.startsWith(from));
  return moved === undefined ? type : moved[1] + type.slice(moved[0].length);
}
