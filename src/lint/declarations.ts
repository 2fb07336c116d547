import { type Flow, get } from "../flows/flow.ts";
import type { YamlMap, YamlNode, YamlScalar } from "../flows/yaml-node.ts";
import type { ResolvedFlow } from "../model/declared.ts";
import type { InertDeclaration } from "../model/model.ts";
import { entryList } from "../resolve/entry-list.ts";
import { type DeclarationSite, declarationSites } from "../resolve/site.ts";

/** One `assets` block, with its resolution. */
export interface Declaration {
  readonly site: DeclarationSite;
  /** The key `assets`, or `assetId` of a task with asset properties. */
  readonly key: YamlScalar;
  /** The task declares its asset in properties instead of an `assets` block. */
  readonly byProperties: boolean;
  /** Why no execution emits it; absent if one can. */
  readonly inert: InertDeclaration["reason"] | undefined;
}

/** An entry of `inputs` or `outputs`, as YAML or in JSON text. A list from an expression has none. */
export interface DeclarationEntry {
  readonly declaration: Declaration;
  readonly side: "inputs" | "outputs";
  readonly node: YamlNode;
  /** The list is JSON text: all parts of the entry have its place, and fixes are impossible. */
  readonly inText?: true;
}

export interface EntryField {
  readonly entry: DeclarationEntry;
  /** The entry itself. */
  readonly map: YamlMap;
  readonly key: YamlScalar;
  readonly value: YamlNode;
}

export interface DeclarationScalar {
  readonly declaration: Declaration;
  readonly node: YamlScalar;
  readonly isKey: boolean;
}

/** Every declaration of a flow, in the order of its tree. */
export function declarationsOf(flow: Flow, resolved: ResolvedFlow): Declaration[] {
  return declarationSites(flow).flatMap((site): Declaration[] => {
    const entry = site.task.node.entries.find(({ key }) => key.span.start === site.offset);
    if (entry === undefined) return [];
    const { line, column } = flow.source.place(site.offset);
    const inert = resolved.inert.find(
      (declaration) =>
        declaration.task === site.task.id &&
        declaration.place.line === line &&
        declaration.place.column === column,
    );
    const byProperties = entry.key.text !== "assets";
    return [{ site, key: entry.key, byProperties, inert: inert?.reason }];
  });
}

export function declarationEntries(declaration: Declaration): DeclarationEntry[] {
  return (["inputs", "outputs"] as const).flatMap((side) => {
    const written = get(declaration.site.assets, side);
    // Expressions are handled by the resolution; this covers literal entries.
    const list = entryList(written, side, () => ({ kind: "holes", parts: [], spans: [] }));
    if (list.kind !== "entries") return [];
    return list.nodes.map((node) => ({
      declaration,
      side,
      node,
      ...(written?.kind === "scalar" && { inText: true as const }),
    }));
  });
}

export function scalarsOf(declaration: Declaration): DeclarationScalar[] {
  const scalarsIn = (node: YamlNode): DeclarationScalar[] => {
    switch (node.kind) {
      case "scalar":
        return [{ declaration, node, isKey: false }];
      case "list":
        return node.items.flatMap(scalarsIn);
      case "map":
        return node.entries.flatMap(({ key, value }) => [
          { declaration, node: key, isKey: true },
          ...scalarsIn(value),
        ]);
    }
  };
  return scalarsIn(declaration.site.assets);
}
