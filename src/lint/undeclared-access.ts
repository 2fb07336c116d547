import { type Flow, get } from "../flows/flow.ts";
import { insertItem } from "../flows/insert-yaml.ts";
import type { DeclaredEntry } from "../model/declared.ts";
import { draftId } from "../model/draft-id.ts";
import { idProblem } from "../model/id.ts";
import type { Side } from "../model/model.ts";
import type { Declaration } from "./declarations.ts";
import type { RawFinding } from "./finding.ts";
import type { Fix } from "./fix/edit.ts";
import type { FlowRuleContext } from "./flow-rule-context.ts";
import { at } from "./names.ts";
import { rangeAt } from "./range.ts";

/** Findings for a side of declarations that misses assets of the SQL. */
export function* undeclaredFindings(
  { flow, declarations, undeclared, rangeOf }: FlowRuleContext,
  side: Side,
  verb: string,
): Generator<RawFinding> {
  for (const { task, entry, inEveryCase } of undeclared.filter((access) => access.side === side)) {
    const declaration = declarations.find(({ site }) => !site.trigger && site.task.id === task);
    const key = declaration && sideKey(declaration, side);
    if (declaration === undefined || key === undefined) continue;
    const id = draftId(entry);
    const message = `the SQL of task "${task}" ${verb} "${id}"`;
    // The declaration of a loop's task needs the expression of the item, not its values.
    const fix = inEveryCase ? fixFor(flow, declaration, side, entry, id) : undefined;
    yield {
      range: rangeOf(key),
      message: `${message} (${at(entry.place)}), which is missing in its "${side}"`,
      subject: `${message}, which is missing in its "${side}"`,
      related: [{ range: rangeAt(entry.place), message: entry.evidence ?? `${verb} "${id}"` }],
      ...(fix && { fix }),
    };
  }
}

function sideKey({ site }: Declaration, side: Side) {
  return site.assets.kind === "map"
    ? site.assets.entries.find(({ key }) => key.text === side)?.key
    : undefined;
}

/** A list in plugin defaults belongs to several tasks. */
function fixFor(
  { source }: Flow,
  { site }: Declaration,
  side: Side,
  { claim }: DeclaredEntry,
  id: string,
): Fix | undefined {
  const list = get(site.assets, side);
  const { start, end } = site.task.node.span;
  if (list?.kind !== "list" || list.span.start < start || list.span.end > end) return undefined;
  if (idProblem(id) !== undefined) return undefined;
  const metadata = Object.fromEntries(
    Object.entries(claim.metadata ?? {}).flatMap(([key, value]) =>
      typeof value === "string" ? [[key, value]] : [],
    ),
  );
  const item = side === "inputs" ? { id } : { id, ...(claim.type && { type: claim.type }), metadata };
  const insertion = insertItem(source.text, list, item);
  if (insertion === undefined) return undefined;
  const { at: offset, text } = insertion;
  return { title: `declare "${id}"`, edits: [{ start: offset, end: offset, text }] };
}
