import { get } from "./flow.ts";
import { isDouble } from "./scalar-text.ts";
import { currentType } from "./task-types.ts";
import type { YamlEntry, YamlList, YamlMap, YamlNode } from "./yaml-node.ts";

export interface PluginDefault {
  readonly type: string;
  readonly forced: boolean;
  readonly values: YamlMap;
}

/**
 * A flow with its `pluginDefaults` (before 0.17: `taskDefaults`) merged into everything that has a matching `type`:
 * tasks and triggers at any depth, but also task runners, conditions and the entries of `assets.outputs`, as Kestra
 * does (reference: PluginDefaultService.innerInjectDefault). Nodes that come from a default keep their own spans.
 */
export function withPluginDefaults(flow: YamlMap): YamlMap {
  const all = [...defaultsUnder(flow, "pluginDefaults"), ...defaultsUnder(flow, "taskDefaults")];
  return withDefaults(flow, all);
}

/** The same with given defaults: values of the flow take precedence, except over forced ones. */
export function withDefaults(flow: YamlMap, all: readonly PluginDefault[]): YamlMap {
  if (all.length === 0) return flow;
  // Reference: `addAliases` repeats defaults for an old type name under the name of today, after all others.
  const renamed = all.flatMap((entry) => {
    const type = currentType(entry.type);
    return type === entry.type ? [] : [{ ...entry, type }];
  });
  const ordered = [...all, ...renamed];
  const defaults = ordered.filter(({ forced }) => !forced);
  const forced = ordered.filter((entry) => entry.forced).reverse();
  return inject(inject(flow, inKestrasOrder(defaults)), inKestrasOrder(forced));
}

function defaultsUnder(flow: YamlMap, key: string): PluginDefault[] {
  const list = get(flow, key);
  if (list?.kind !== "list") return [];
  return list.items.flatMap((item) => {
    const type = get(item, "type");
    const values = get(item, "values");
    if (type?.kind !== "scalar" || typeof type.value !== "string" || values?.kind !== "map") return [];
    const forced = get(item, "forced");
    return [{ type: type.value, forced: forced?.kind === "scalar" && forced.value === true, values }];
  });
}

/** The defaults themselves are not a place where defaults apply. */
function inject(flow: YamlMap, defaults: readonly PluginDefault[]): YamlMap {
  if (defaults.length === 0) return flow;
  return mapEntries(flow, (entry) =>
    entry.key.text === "pluginDefaults" || entry.key.text === "taskDefaults"
      ? entry.value
      : injectInto(entry.value, defaults),
  );
}

/** Children first, then the node itself; a subtree in which nothing matches stays the same object. */
function injectInto(node: YamlNode, defaults: readonly PluginDefault[]): YamlNode {
  switch (node.kind) {
    case "scalar":
      return node;
    case "list": {
      const items = node.items.map((item) => injectInto(item, defaults));
      return items.some((item, index) => item !== node.items[index]) ? { ...node, items } : node;
    }
    case "map":
      return applyTo(
        mapEntries(node, (entry) => injectInto(entry.value, defaults)),
        defaults,
      );
  }
}

function mapEntries(node: YamlMap, change: (entry: YamlEntry) => YamlNode): YamlMap {
  let changed = false;
  const entries = node.entries.map((entry) => {
    const value = change(entry);
    if (value === entry.value) return entry;
    changed = true;
    return { key: entry.key, value };
  });
  return changed ? { ...node, entries } : node;
}

/** A default applies to the types that begin with its own, as written (reference: PluginDefaultService.defaults). */
function applyTo(node: YamlMap, defaults: readonly PluginDefault[]): YamlMap {
  const type = get(node, "type");
  if (type?.kind !== "scalar" || typeof type.value !== "string") return node;
  const written = type.value;
  let result = node;
  for (const entry of defaults) {
    if (!written.startsWith(entry.type)) continue;
    result = entry.forced ? merge(result, entry.values, "first") : merge(entry.values, result, "second");
  }
  return result;
}

/**
 * Merges two mappings key by key; the second wins, except with null. Mappings merge recursively, lists are joined
 * without duplicates (reference: MapUtils.merge). `own` selects the keys and spans of a merged node.
 */
function merge(first: YamlMap, second: YamlMap, own: "first" | "second"): YamlMap {
  if (first.entries.length === 0) return second;
  if (second.entries.length === 0) return first;
  const merged = new Map(first.entries.map((entry) => [entry.key.text, entry]));
  for (const entry of second.entries) {
    const before = merged.get(entry.key.text);
    merged.set(entry.key.text, before === undefined ? entry : mergeEntry(before, entry, own));
  }
  return { ...(own === "first" ? first : second), entries: [...merged.values()] };
}

function mergeEntry(first: YamlEntry, second: YamlEntry, own: "first" | "second"): YamlEntry {
  const a = first.value;
  const b = second.value;
  if (b.kind === "scalar" && b.value === null) return first;
  if (a.kind === "scalar" && a.value === null) return second;
  const key = own === "first" ? first.key : second.key;
  if (a.kind === "map" && b.kind === "map") return { key, value: merge(a, b, own) };
  if (a.kind === "list" && b.kind === "list") return { key, value: join(a, b, own) };
  return second;
}

function join(first: YamlList, second: YamlList, own: "first" | "second"): YamlList {
  const known = new Set(first.items.map(fingerprint));
  const added = second.items.filter((item) => !known.has(fingerprint(item)));
  return { ...(own === "first" ? first : second), items: [...first.items, ...added] };
}

/** Equal for nodes that Java's `equals` calls equal: mappings in any order, numbers by kind and value. */
function fingerprint(node: YamlNode): string {
  switch (node.kind) {
    case "scalar":
      return typeof node.value === "string"
        ? JSON.stringify(node.value)
        : `${String(node.value)}${isDouble(node) ? "f" : ""}`;
    case "list":
      return `[${node.items.map(fingerprint).join()}]`;
    case "map":
      return `{${node.entries
        .map(({ key, value }) => `${JSON.stringify(key.text)}:${fingerprint(value)}`)
        .sort()
        .join()}}`;
  }
}

/**
 * Kestra groups defaults by type in a HashMap and applies the groups in the order that map happens to have. It decides
 * which default wins when several match one type, so it is followed here: buckets by the spread hash of the type, in a
 * table that doubles when it is three quarters full.
 */
function inKestrasOrder(defaults: readonly PluginDefault[]): readonly PluginDefault[] {
  const groups = new Map<string, PluginDefault[]>();
  for (const entry of defaults) {
    const group = groups.get(entry.type);
    if (group === undefined) groups.set(entry.type, [entry]);
    else group.push(entry);
  }
  let size = 16;
  while (groups.size > size * 0.75) size *= 2;
  return [...groups.entries()]
    .map(([type, group]) => ({ bucket: spreadHash(type) & (size - 1), group }))
    .sort((a, b) => a.bucket - b.bucket)
    .flatMap(({ group }) => group);
}

/** Java's `String.hashCode`, with the upper half folded into the lower as HashMap does. */
function spreadHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash ^ (hash >>> 16);
}
