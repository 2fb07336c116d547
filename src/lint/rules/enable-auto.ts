import { type Flow, get } from "../../flows/flow.ts";
import type { YamlNode } from "../../flows/yaml-node.ts";
import type { DeclarationSite } from "../../resolve/site.ts";
import { flowWith } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { FlowRuleContext } from "../flow-rule-context.ts";
import type { FlowRule } from "../rule.ts";

export const enableAuto: FlowRule = {
  id: "enable-auto",
  scope: "flow",
  severity: "warning",
  description: "`enableAuto` is set, but the plugin of the task is not known to emit assets.",
  why: "`enableAuto` accepts assets emitted at run time by a plugin or script. If nothing emits assets, the flow seems covered, but its lineage is empty.",
  remedy: "Declare `inputs` and `outputs` by hand, or remove `enableAuto`.",
  examples: [
    {
      bad: {
        "flow.yaml": flowWith(`
- id: fetch
  type: io.kestra.plugin.core.http.Download
  uri: https://example.com/orders.csv
  assets:
    enableAuto: true`),
      },
      good: {
        "flow.yaml": flowWith(`
- id: fetch
  type: io.kestra.plugin.core.http.Download
  uri: https://example.com/orders.csv
  assets:
    outputs:
      - id: orders.csv
        type: io.kestra.plugin.ee.assets.File`),
      },
    },
  ],
  onFlow,
};

/** Packages and types with emitting tasks. Source: the plugins' uses of `runContext.assets().emit`. */
const EMITTERS = [
  "io.kestra.plugin.jdbc.",
  "io.kestra.plugin.dbt.",
  "io.kestra.plugin.ansible.",
  "io.kestra.plugin.fivetran.",
  "io.kestra.plugin.helm.",
  "io.kestra.plugin.hex.",
  "io.kestra.plugin.qlikcloud.",
  "io.kestra.plugin.gcp.bigquery.",
];

/** A script or command may print a line `::{"assets": ...}::`, which Kestra treats as an emission. */
const SCRIPT_KEYS = ["script", "commands", "taskRunner", "containerImage", "beforeCommands"];

/** A process in a separate pod or container may also print such a line. */
const CONTAINERS = ["io.kestra.plugin.kubernetes.", "io.kestra.plugin.docker."];

function* onFlow(_: Flow, { declarations, rangeOf }: FlowRuleContext): Generator<RawFinding> {
  // `pluginDefaults` apply one declaration to several tasks, of which one may emit.
  const useful = new Set(declarations.flatMap(({ site }) => (mayEmit(site) ? [switchOf(site)] : [])));
  for (const { site, inert } of declarations) {
    const node = switchOf(site);
    if (inert !== undefined || site.trigger || useful.has(node)) continue;
    if (node?.kind !== "scalar" || (node.value !== true && node.value !== "true")) continue;
    const { type } = site.task;
    if (!type.startsWith("io.kestra.")) continue;
    yield {
      range: rangeOf(node),
      message: `"enableAuto" has no effect: "${type}" is not known to emit assets`,
    };
  }
}

function switchOf({ assets }: DeclarationSite): YamlNode | undefined {
  return get(assets, "enableAuto");
}

function mayEmit({ task }: DeclarationSite): boolean {
  return (
    [...EMITTERS, ...CONTAINERS].some((prefix) => task.type.startsWith(prefix)) ||
    task.type.includes(".scripts.") ||
    /(CLI|Commands|Script)$/i.test(task.type) ||
    SCRIPT_KEYS.some((key) => get(task.node, key) !== undefined)
  );
}
