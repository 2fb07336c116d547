import { resolve } from "node:path";
import { placeOf } from "../files/boundary.ts";
import type { Flow, Task } from "../flows/flow.ts";
import { get } from "../flows/flow.ts";
import { readFlowFile } from "../flows/read-flow-file.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import type { FlowRecord, Inventory } from "../model/model.ts";
import { AssetsError } from "../util/errors.ts";
import type { RecordFilter } from "./asset-records.ts";
import { type Mappings, mappingsProblem } from "./mappings.ts";

/** An exporter of an AssetShipper task. */
export type Exporter =
  | {
      readonly kind: "file";
      readonly id: string;
      readonly format: "ion" | "json";
      readonly prefix: string;
      readonly maxLinesPerFile?: number;
    }
  | { readonly kind: "openlineage"; readonly id: string; readonly uri: string; readonly mappings?: Mappings }
  | { readonly kind: "unknown"; readonly id: string; readonly type: string };

export interface AssetShipper {
  readonly task: string;
  readonly filter: RecordFilter;
  readonly exporters: readonly Exporter[];
  /** Properties that select or delete past runs; not applicable here. */
  readonly withoutMeaning: readonly string[];
}

const SHIPPER = /^io\.kestra\.plugin\.(?:kestra\.)?ee\.assets\.AssetShipper$/;
const RUN_TIME = ["lookbackPeriod", "offsetKey", "delete"];
/** Kestra's default. */
const PREFIX = "kestra-log-file";

/**
 * The AssetShipper tasks of a flow in the repository. Throws an AssetsError for an unknown flow, a flow without such a
 * task, or an expression in a required property.
 *
 * @param name `namespace/id` or `namespace.id`, or a unique id
 * @param folder absolute base of the places in the inventory
 */
export function readShippers(inventory: Inventory, name: string, folder: string): AssetShipper[] {
  const record = findFlow(inventory, name);
  if (placeOf(folder, record.place.file) === "leads-out") {
    throw new AssetsError(`"${record.place.file}" is outside the working tree, through a link`);
  }
  const { flows } = readFlowFile(resolve(folder, record.place.file), record.place.file);
  const flow = flows.find(
    (candidate) => candidate.id.value === record.flow && candidate.namespace.value === record.namespace,
  );
  const shippers = flow ? allTasks(flow).filter(({ type }) => SHIPPER.test(type)) : [];
  if (shippers.length === 0) {
    throw new AssetsError(`the flow "${name}" in ${record.place.file} has no AssetShipper task`, {
      hint: "Use a flow with a task of type io.kestra.plugin.ee.assets.AssetShipper.",
    });
  }
  return shippers.map(readShipper);
}

function findFlow(inventory: Inventory, name: string): FlowRecord {
  const found = inventory.flows.filter(
    ({ namespace, flow }) =>
      `${namespace}/${flow}` === name || `${namespace}.${flow}` === name || flow === name,
  );
  const [only, another] = found;
  if (only === undefined) {
    throw new AssetsError(`the inventory has no flow "${name}"`, { hint: "Write it as namespace/id." });
  }
  if (another !== undefined) {
    const names = found.map(({ namespace, flow }) => `"${namespace}/${flow}"`).join(", ");
    throw new AssetsError(`several flows have the id "${name}"`, { hint: `Use one of ${names}.` });
  }
  return only;
}

function allTasks(flow: Flow): Task[] {
  const below = (task: Task): Task[] => [task, ...task.branches.flatMap(({ tasks }) => tasks.flatMap(below))];
  return flow.branches.flatMap(({ tasks }) => tasks.flatMap(below));
}

function readShipper(task: Task): AssetShipper {
  const types = get(task.node, "assetTypes");
  // An unreadable list must not become a missing filter.
  if (types !== undefined && types.kind !== "list" && text(types) !== undefined) {
    throw unreadable(task, "assetTypes", "is not a literal list");
  }
  const assetTypes =
    types?.kind === "list" ? types.items.flatMap((item) => known(task, item, "assetTypes") ?? []) : undefined;
  const one = (key: string) => property(task, task.node, key);
  const [assetNamespace, flowNamespace, flowId, taskId] = [
    one("assetNamespace"),
    one("flowNamespace"),
    one("flowId"),
    one("taskId"),
  ];
  const exporters = get(task.node, "assetExporters");
  if (exporters?.kind !== "list" || exporters.items.length === 0) {
    throw unreadable(task, "assetExporters", "is not a list of exporters");
  }
  return {
    task: task.id,
    filter: {
      ...(assetTypes && { assetTypes }),
      ...(assetNamespace !== undefined && { assetNamespace }),
      ...(flowNamespace !== undefined && { flowNamespace }),
      ...(flowId !== undefined && { flowId }),
      ...(taskId !== undefined && { taskId }),
    },
    exporters: exporters.items.map((node) => readExporter(task, node)),
    withoutMeaning: RUN_TIME.filter((key) => get(task.node, key) !== undefined),
  };
}

function readExporter(task: Task, node: YamlNode): Exporter {
  const id = property(task, node, "id") ?? "";
  const type = property(task, node, "type") ?? "";
  if (type.endsWith(".FileAssetExporter")) {
    const lines = property(task, node, "maxLinesPerFile");
    if (lines !== undefined && !/^[1-9]\d{0,8}$/.test(lines)) {
      throw unreadable(task, "maxLinesPerFile", "is not a number of lines");
    }
    const format = property(task, node, "format")?.toUpperCase() ?? "ION";
    if (format !== "ION" && format !== "JSON") throw unreadable(task, "format", "is neither ION nor JSON");
    return {
      kind: "file",
      id,
      format: format === "JSON" ? "json" : "ion",
      prefix: property(task, node, "logFilePrefix") ?? PREFIX,
      ...(lines !== undefined && { maxLinesPerFile: Number(lines) }),
    };
  }
  if (!type.endsWith(".OpenLineageAssetExporter")) return { kind: "unknown", id, type };
  const uri = property(task, node, "uri");
  if (uri === undefined) throw new AssetsError(`the exporter "${id}" of the task "${task.id}" has no uri`);
  const mappings = plain(get(node, "mappings"));
  if (mappings === undefined) return { kind: "openlineage", id, uri };
  const problem = mappingsProblem(mappings);
  if (problem !== undefined)
    throw new AssetsError(`invalid exporter "${id}" of the task "${task.id}": ${problem}`);
  return { kind: "openlineage", id, uri, mappings: mappings as Mappings };
}

/** The text of a property. Throws when it contains an expression with a run-time value. */
function property(task: Task, node: YamlNode, key: string): string | undefined {
  return known(task, get(node, key), key);
}

function unreadable(task: Task, key: string, why: string): AssetsError {
  return new AssetsError(`"${key}" of the task "${task.id}" ${why}`, {
    hint: "See Kestra's documentation of AssetShipper, or use options instead of --from-flow.",
  });
}

function known(task: Task, node: YamlNode | undefined, key: string): string | undefined {
  const value = text(node);
  if (value?.includes("{{")) {
    throw new AssetsError(`"${key}" of the task "${task.id}" contains an expression with a run-time value`, {
      hint: "Use options instead of --from-flow.",
    });
  }
  return value;
}

function text(node: YamlNode | undefined): string | undefined {
  if (node?.kind !== "scalar" || node.value === null) return undefined;
  return String(node.value);
}

function plain(node: YamlNode | undefined): unknown {
  if (node?.kind === "map")
    return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plain(value)]));
  if (node?.kind === "list") return node.items.map(plain);
  return node?.kind === "scalar" ? node.value : undefined;
}
