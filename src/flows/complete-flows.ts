import type { FileContents, NamelessFlow } from "./file-contents.ts";
import type { Flow } from "./flow.ts";
import { flowOf } from "./flow-of.ts";
import { pathFilter } from "./path-filter.ts";
import { type PluginDefault, withDefaults } from "./plugin-defaults.ts";
import type { TreeNotes } from "./task-tree.ts";
import type { Span, YamlMap, YamlNode, YamlScalar } from "./yaml-node.ts";

/** Server settings in a configuration. */
export interface ServerFlows {
  /** Namespace of flows without one, by file, folder or glob. */
  readonly namespaces?: Readonly<Record<string, string>>;
  /** The namespace outside the flow. */
  readonly namespaceOf?: (flow: NamelessFlow) => string | undefined;
  /** As JSON data. */
  readonly pluginDefaults?: readonly {
    readonly type: string;
    readonly forced?: boolean;
    readonly values: Readonly<Record<string, unknown>>;
  }[];
}

/** The flows of a file with the namespace and the plugin defaults that the server gives them. Idempotent. */
export function completeFlows(contents: FileContents, server: ServerFlows): FileContents {
  const { namespaces = {}, namespaceOf = byPath(namespaces), pluginDefaults = [] } = server;
  if (contents.withoutNamespace.length === 0 && pluginDefaults.length === 0) return contents;
  const notes: TreeNotes = { notes: [...contents.notes], unknownContainers: [...contents.unknownContainers] };
  const withoutNamespace: NamelessFlow[] = [];
  const named = contents.withoutNamespace.flatMap((nameless) => {
    const namespace = namespaceOf(nameless);
    if (namespace === undefined) {
      withoutNamespace.push(nameless);
      return [];
    }
    const text: Flow["namespace"] = { ...scalar(namespace, nameless.id.span), value: namespace };
    return [flowOf(nameless.source, nameless.node, { id: nameless.id, namespace: text }, notes)];
  });
  const flows = [...contents.flows, ...named].map((flow) => withServerDefaults(flow, pluginDefaults));
  return { ...contents, flows, withoutNamespace, ...notes };
}

/** By the longest of the paths and globs that mean the file or a folder around it. */
function byPath(namespaces: Readonly<Record<string, string>>): NonNullable<ServerFlows["namespaceOf"]> {
  return ({ source: { file } }) => {
    const [longest] = Object.entries(namespaces)
      .filter(([path]) => isMeant(file, path))
      .sort(([a], [b]) => b.length - a.length);
    return longest?.[1];
  };
}

/** By the rules of `exclude`: a folder includes everything in it. */
function isMeant(file: string, path: string): boolean {
  const normal = path.replaceAll("\\", "/").replace(/(?<!\/)\/+$/, "");
  return normal === "" || normal === "." || pathFilter([normal])(file);
}

function withServerDefaults(flow: Flow, defaults: NonNullable<ServerFlows["pluginDefaults"]>): Flow {
  // The defaults are not part of a flow; their declarations have the place of the flow.
  const { span } = flow.id;
  const given = defaults.map(
    ({ type, forced = false, values }): PluginDefault => ({ type, forced, values: mapOf(values, span) }),
  );
  const node = withDefaults(flow.node, given);
  if (node === flow.node) return flow;
  const { id, namespace, source } = flow;
  return flowOf(source, node, { id, namespace }, { notes: [], unknownContainers: [] });
}

function nodeOf(data: unknown, span: Span): YamlNode {
  if (Array.isArray(data)) return { kind: "list", items: data.map((item) => nodeOf(item, span)), span };
  if (typeof data === "object" && data !== null) return mapOf(data, span);
  return scalar(data as YamlScalar["value"], span);
}

function mapOf(data: object, span: Span): YamlMap {
  const entries = Object.entries(data).map(([key, value]) => ({
    key: scalar(key, span),
    value: nodeOf(value, span),
  }));
  return { kind: "map", entries, span };
}

function scalar(value: YamlScalar["value"], span: Span): YamlScalar {
  return { kind: "scalar", value, text: value === null ? "" : String(value), style: "plain", span };
}
