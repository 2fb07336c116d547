import { type Flow, get } from "../flows/flow.ts";
import type { YamlMap, YamlNode, YamlScalar } from "../flows/yaml-node.ts";
import type { ResolvedFlow } from "../model/declared.ts";
import type { InertDeclaration } from "../model/model.ts";
import { entryList } from "../resolve/entry-list.ts";
import { type DeclarationSite, declarationSites } from "../resolve/site.ts";

/** One `assets` block as written, together with what became of it. */
export interface Declaration {
  readonly site: DeclarationSite;
  /** The key `assets`; `assetId` where the task names its asset by properties of its own. */
  readonly key: YamlScalar;
  /** The task names its asset by properties of its own, which are no `assets` block. */
  readonly byProperties: boolean;
  /** Why no execution can emit it; absent when one can. */
  readonly inert: InertDeclaration["reason"] | undefined;
}

/** An entry of `inputs` or `outputs`, as YAML or in a JSON text. A list that an expression gives has none. */
export interface DeclarationEntry {
  readonly declaration: Declaration;
  readonly side: "inputs" | "outputs";
  readonly node: YamlNode;
  /** The list is JSON text: all of the entry has the place of that text, and nothing in it can be corrected. */
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
      (each) => each.task === site.task.id && each.place.line === line && each.place.column === column,
    );
    const byProperties = entry.key.text !== "assets";
    return [{ site, key: entry.key, byProperties, inert: inert?.reason }];
  });
}

export function declarationEntries(declaration: Declaration): DeclarationEntry[] {
  return (["inputs", "outputs"] as const).flatMap((side) => {
    const written = get(declaration.site.assets, side);
    // What an expression gives is for the resolution to say; here counts what stands in the file.
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
