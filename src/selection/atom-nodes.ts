import type { Graph } from "../graph/graph.ts";
import { forEachTarget } from "../model/incidence.ts";
import { flowKey } from "../model/keys.ts";
import type { Asset, Bundle, FlowId, FlowRecord, Place, Side } from "../model/model.ts";
import { pathGlobTest } from "../model/path-glob.ts";
import { shortType } from "../model/types.ts";
import type { Json } from "../util/json.ts";
import type { Atom } from "./ast.ts";
import type { SelectionContext } from "./context.ts";
import { globTest } from "./glob.ts";

type Test = (text: string) => boolean;

/**
 * The assets of one `method:value`. An empty quoted value means assets without a value (type, namespace, meta, owner).
 */
export function atomNodes(atom: Atom, context: SelectionContext): Iterable<number> {
  const { graph } = context;
  const test = testOf(atom);
  switch (atom.method) {
    case "id":
      return idNodes(atom, graph, test);
    case "type":
      return assetNodes(graph, ({ type }) => hasText(type, atom, typeTest(atom)));
    case "namespace":
      return assetNodes(graph, ({ namespace }) => hasText(namespace, atom, test));
    case "meta":
      return assetNodes(graph, ({ metadata }) =>
        hasValue(metadataValue(metadata, atom.key ?? ""), atom, test),
      );
    case "owner":
      return assetNodes(graph, (asset) => {
        const owners = context.ownersOf(asset);
        return meansNone(atom) ? owners.length === 0 : owners.some(test);
      });
    case "status":
      return assetNodes(graph, ({ status }) => test(status ?? "active"));
    case "certainty":
      return assetNodes(graph, ({ certainty }) => certainty === atom.value);
    case "origin":
      return assetNodes(graph, ({ origin }) => (origin ?? "declared") === atom.value);
    case "state":
      return assetNodes(graph, ({ id }) => (context.states?.get(id) ?? "unmodified") === atom.value);
    case "flow":
      return bundleNodes(graph, flowTest(atom), context.side);
    case "writes":
      return bundleNodes(graph, flowOrFileTest(atom, context), "outputs");
    case "reads":
      return bundleNodes(graph, flowOrFileTest(atom, context), "inputs");
    case "task":
      return bundleNodes(graph, nameTest(atom, test, taskNames), context.side);
    case "plugin":
      return bundleNodes(graph, ({ taskType }) => typeSegments(taskType).some(test), context.side);
    case "label": {
      const flows = flowsWithLabel(graph.inventory.flows, atom);
      return bundleNodes(graph, (bundle) => flows.has(flowKey(bundle)), context.side);
    }
    case "path":
      return bundleNodes(graph, pathTest(atom, context), context.side);
  }
}

/** The flows of an atom, also without declarations. Empty for atoms about assets. */
export function flowsOf(atom: Atom, context: SelectionContext): readonly FlowId[] {
  const { flows } = context.graph.inventory;
  switch (atom.method) {
    case "flow":
      return flows.filter(flowTest(atom));
    case "writes":
    case "reads":
      return flows.filter(flowOrFileTest(atom, context));
    case "path":
      return flows.filter(pathTest(atom, context));
    case "label": {
      const labelled = flowsWithLabel(flows, atom);
      return flows.filter((flow) => labelled.has(flowKey(flow)));
    }
    case "namespace":
      // The namespace of assets; one with flows exists too.
      return flows.filter(({ namespace }) => testOf(atom)(namespace));
    default:
      return [];
  }
}

function flowTest(atom: Atom): (flow: FlowId) => boolean {
  return nameTest(atom, testOf(atom), flowNames);
}

function flowOrFileTest(atom: Atom, context: SelectionContext): (flow: FlowId & Placed) => boolean {
  const [isFlow, isIn] = [flowTest(atom), pathTest(atom, context)];
  return (flow) => isFlow(flow) || isIn(flow);
}

interface Placed {
  readonly place: Place;
}

/** Types are compared without case. */
function typeTest(atom: Atom): Test {
  const test = testOf({ ...atom, value: atom.value.toLowerCase() });
  return (type) => test(type.toLowerCase()) || test(shortType(type).toLowerCase());
}

function testOf({ value, quoted }: Atom): Test {
  return quoted ? (text) => text === value : globTest(value);
}

function meansNone(atom: Atom): boolean {
  return atom.quoted && atom.value === "";
}

function hasText(text: string | undefined, atom: Atom, test: Test): boolean {
  return text === undefined ? meansNone(atom) : test(text);
}

/** A plain id is looked up; only a glob scans all assets. */
function idNodes(atom: Atom, graph: Graph, test: Test): Iterable<number> {
  if (!atom.quoted && /[*?]/.test(atom.value)) return assetNodes(graph, ({ id }) => test(id));
  const node = graph.nodeOf(atom.value);
  return node === undefined ? [] : [node];
}

function* assetNodes(graph: Graph, test: (asset: Asset) => boolean): Iterable<number> {
  for (const [node, asset] of graph.assets.entries()) if (test(asset)) yield node;
}

/** The assets that the bundles read or write, or only one side. */
function bundleNodes(graph: Graph, test: (bundle: Bundle) => boolean, side?: Side): Iterable<number> {
  const nodes = new Set<number>();
  graph.bundles.forEach((bundle, index) => {
    if (!test(bundle)) return;
    if (side !== "outputs") forEachTarget(graph.inputs, index, (node) => nodes.add(node));
    if (side !== "inputs") forEachTarget(graph.outputs, index, (node) => nodes.add(node));
  });
  return nodes;
}

/** The value at a key; a missing dotted key refers to nested values. */
function metadataValue(metadata: Asset["metadata"], path: string): Json | undefined {
  if (Object.hasOwn(metadata, path)) return metadata[path];
  let value: Json = metadata;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const map: { readonly [key: string]: Json } = value as { readonly [key: string]: Json };
    if (!Object.hasOwn(map, key)) return undefined;
    value = map[key] ?? null;
  }
  return value;
}

/** A list matches if one of its items matches. */
function hasValue(value: Json | undefined, atom: Atom, test: Test): boolean {
  if (value === undefined || value === null) return meansNone(atom);
  if (Array.isArray(value)) return value.some((item: Json) => hasValue(item, atom, test));
  return test(typeof value === "object" ? JSON.stringify(value) : String(value));
}

/** A glob with "/" is compared only with names that contain one; `*` matches any text. */
function nameTest<Named>(atom: Atom, test: Test, names: (named: Named) => readonly string[]) {
  const slashed = !atom.quoted && atom.value.includes("/");
  return (named: Named) =>
    names(named).some((name) => (slashed === name.includes("/") || atom.quoted) && test(name));
}

/** A flow by id, namespace.id or namespace/id. */
function flowNames({ namespace, flow }: FlowId): readonly string[] {
  return [flow, `${namespace}.${flow}`, `${namespace}/${flow}`];
}

/** A task by id, flow/task or namespace/flow/task. */
function taskNames({ namespace, flow, task }: Bundle): readonly string[] {
  return [task, `${flow}/${task}`, `${namespace}/${flow}/${task}`];
}

/** The complete type and every sequence of complete segments: `jdbc`, `jdbc.duckdb`, `duckdb.Query`. */
function typeSegments(type: string): readonly string[] {
  const segments = type.split(".").slice(0, 12);
  return segments.flatMap((_, start) =>
    segments.slice(start).map((_, length) => segments.slice(start, start + length + 1).join(".")),
  );
}

function flowsWithLabel(flows: readonly FlowRecord[], atom: Atom): ReadonlySet<string> {
  const equals = atom.value.indexOf("=");
  const keyText = equals < 0 ? atom.value : atom.value.slice(0, equals);
  const keyTest = atom.quoted ? (text: string) => text === keyText : globTest(keyText);
  const valueText = equals < 0 ? undefined : atom.value.slice(equals + 1);
  const valueTest =
    valueText === undefined
      ? () => true
      : atom.quoted
        ? (text: string) => text === valueText
        : globTest(valueText);
  const matches = ([key, value]: readonly [string, string]) => keyTest(key) && valueTest(value);
  return new Set(flows.filter(({ labels }) => Object.entries(labels ?? {}).some(matches)).map(flowKey));
}

/** A path matches the file, or every file in the folder. */
function pathTest(atom: Atom, { pathOf }: SelectionContext): (placed: Placed) => boolean {
  const path = normalPath(pathOf?.(atom.value) ?? atom.value);
  const literal = atom.quoted || !/[*?]/.test(path);
  const isFile = literal ? (file: string) => file === path : pathGlobTest(path);
  const isInside = literal ? (file: string) => file.startsWith(`${path}/`) : pathGlobTest(`${path}/**`);
  const known = new Map<string, boolean>();
  return ({ place: { file } }) => {
    let matched = known.get(file);
    if (matched === undefined) {
      matched = path === "" || path === "." || isFile(file) || isInside(file);
      known.set(file, matched);
    }
    return matched;
  };
}

function normalPath(path: string): string {
  return path.replace(/^(?:\.\/+)+/, "").replace(/(?<!\/)\/+$/, "");
}
