import { type Flow, get } from "../flows/flow.ts";
import type { ResolvedFlow } from "../inventory/declared.ts";
import { entryList } from "../resolve/entry-list.ts";
import { declarationSites, type Site } from "../resolve/site.ts";
import type { Declaration, DeclarationEntry } from "./rule.ts";

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
    return [{ site, key: entry.key, byProperties, inert: inert?.reason, entries: entriesOf(site) }];
  });
}

function entriesOf(site: Site): DeclarationEntry[] {
  return (["inputs", "outputs"] as const).flatMap((side) => {
    const written = get(site.assets, side);
    // What an expression gives is for the resolution to say; here counts what stands in the file.
    const list = entryList(written, side, () => ({ kind: "holes", parts: [], spans: [] }));
    if (list.kind !== "entries") return [];
    return list.nodes.map((node) => ({
      side,
      node,
      ...(written?.kind === "scalar" && { inText: true as const }),
    }));
  });
}
