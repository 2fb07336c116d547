import { get } from "../../flows/flow.ts";
import type { YamlScalar } from "../../flows/yaml-node.ts";
import type { TaskSite } from "../../resolve/site.ts";
import { isConstant } from "../resource/text.ts";
import type { Properties } from "../task/properties.ts";
import { type EmittedAsset, NO_EMISSION, type PluginEmission } from "./emission.ts";
import { inventoryHosts } from "./inventory-hosts.ts";

export function isAnsible(type: string): boolean {
  return type === "io.kestra.plugin.ansible.cli.AnsibleCLI";
}

const INVENTORY = "inventory.ini";

/** The hosts in the file `inventory.ini` of the working directory, as inputs. Source: Kestra's AnsibleCLI. */
export function ansibleEmission({ task, level }: TaskSite, properties: Properties): PluginEmission {
  const holders = [task.node, ...level.frames.map((frame) => frame.task.node).reverse()];
  for (const holder of holders) {
    const files = get(holder, "inputFiles");
    if (files === undefined || (files.kind === "scalar" && files.value === null)) continue;
    if (files.kind !== "map") return UNKNOWN;
    const inventory = get(files, INVENTORY);
    if (inventory?.kind === "scalar") return fromText(inventory, properties);
  }
  // Files of a directory may come from its other tasks, and those of the namespace from the server.
  return level.frames.some((frame) => frame.task.type.endsWith(".WorkingDirectory")) ||
    get(task.node, "namespaceFiles") !== undefined
    ? UNKNOWN
    : NO_EMISSION;
}

const UNKNOWN: PluginEmission = { bundles: [], unknown: `the file ${INVENTORY} is unknown` };

function fromText(scalar: YamlScalar, properties: Properties): PluginEmission {
  const text = properties.render(scalar)?.text;
  if (text === undefined || !isConstant(text)) return UNKNOWN;
  const inventory = text.join("");
  // A link to a file in internal storage.
  if (/^kestra:\/\//.test(inventory.trim())) return UNKNOWN;
  const dependsOn = properties.choicesOf(scalar);
  const inputs = inventoryHosts(inventory).map(
    (host): EmittedAsset => ({
      id: [host],
      claim: { type: "io.kestra.plugin.ee.assets.VM" },
      scalar,
      evidence: `${INVENTORY}: ${host}`,
      dependsOn,
    }),
  );
  return inputs.length === 0 ? NO_EMISSION : { bundles: [{ inputs, outputs: [] }] };
}
