import { get, type Task } from "../flows/flow.ts";
import type { YamlEntry, YamlNode, YamlScalar } from "../flows/yaml-node.ts";
import { isTemplate } from "../pebble/index.ts";

/** Tasks that work on an asset named in a property. Source: Kestra's plugin-kestra and its older package. */
const ASSET_TASK = /^io\.kestra\.plugin\.(?:kestra\.)?ee\.(?:assets\.(Set|Delete)|locks\.(Acquire|Release))$/;

/** Properties of a `Set` task and the matching fields of the asset. */
const FIELDS = [
  ["assetId", "id"],
  ["assetType", "type"],
  ["namespace", "namespace"],
  ["displayName", "displayName"],
  ["assetDescription", "description"],
  ["status", "status"],
  ["ttl", "ttl"],
  ["owner", "owner"],
  ["metadata", "metadata"],
] as const;

/**
 * The properties of a task that works on an asset, in the form of an `assets` block: `Set` writes its asset; `Delete`
 * and the locks read theirs. Undefined for all other tasks.
 */
export function assetTaskDeclaration(task: Task): { assets: YamlNode; offset: number } | undefined {
  const entry = task.node.entries.find(({ key }) => key.text === "assetId");
  const kind = entry && ASSET_TASK.exec(task.type);
  if (!kind) return undefined;
  const { span } = entry.value;
  const named = (text: string): YamlScalar => ({ kind: "scalar", value: text, text, style: "plain", span });
  const fields = kind[1] === "Set" ? FIELDS : FIELDS.slice(0, 1);
  const asset = fields.flatMap(([property, field]): YamlEntry[] => {
    const value = get(task.node, property);
    // Unlike an entry, the task reads a rendered text as a mapping.
    const isRendered = field === "metadata" && value?.kind === "scalar" && isTemplate(value.text);
    return value && !isRendered ? [{ key: named(field), value }] : [];
  });
  const list: YamlNode = { kind: "list", items: [{ kind: "map", entries: asset, span }], span };
  const side = named(kind[1] === "Set" ? "outputs" : "inputs");
  return {
    assets: { kind: "map", entries: [{ key: side, value: list }], span },
    offset: entry.key.span.start,
  };
}
