import type { Branch, Task, Trigger } from "../../flows/flow.ts";
import type { Span } from "../../flows/yaml-node.ts";
import type { Range } from "../../lint/range.ts";
import type { Side } from "../../model/model.ts";
import type { Document } from "./document.ts";
import { assetMentions, type Mention } from "./mentions.ts";
import type { Session } from "./session.ts";

/** A part of a flow for the outline. */
export interface DocumentSymbol {
  readonly kind: "flow" | "task" | "trigger" | Side;
  readonly name: string;
  /** The namespace of a flow, the type of a task or trigger. */
  readonly detail?: string;
  readonly range: Range;
  readonly children: readonly DocumentSymbol[];
}

/** The flows of a document, with their tasks, triggers and assets. */
export function documentSymbols(session: Session, name: string): readonly DocumentSymbol[] {
  const document = session.document(name);
  if (document === undefined) return [];
  const mentions = assetMentions(session, document);
  return document.contents.flows.map((flow) => {
    const part = (kind: "task" | "trigger", { id, type, node }: Task | Trigger): DocumentSymbol => {
      const range = visible(document, node.span);
      return { kind, name: id === "" ? type : id, detail: type, range, children: [] };
    };
    const tasks = (branches: readonly Branch[]): DocumentSymbol[] =>
      branches.flatMap((branch) =>
        branch.tasks.map((task) => {
          const symbol = part("task", task);
          const inner = tasks(task.branches);
          const own = mentions.filter(
            ({ range }) =>
              isWithin(range, symbol.range) && !inner.some((child) => isWithin(range, child.range)),
          );
          return { ...symbol, children: [...own.map(assetSymbol), ...inner] };
        }),
      );
    const triggers = flow.triggers.map((trigger) => {
      const symbol = part("trigger", trigger);
      const own = mentions.filter(({ range }) => isWithin(range, symbol.range));
      return { ...symbol, children: own.map(assetSymbol) };
    });
    return {
      ...{ kind: "flow", name: flow.id.value, detail: flow.namespace.value },
      range: visible(document, flow.node.span),
      children: [...tasks(flow.branches), ...triggers],
    };
  });
}

function assetSymbol({ side, assets, range }: Mention): DocumentSymbol {
  const [first] = assets;
  const more = assets.length > 1 ? ` and ${assets.length - 1} more` : "";
  return { kind: side, name: `${first?.id ?? ""}${more}`, range, children: [] };
}

/** The range of a span without trailing white space. */
function visible({ readable, rangeOf }: Document, { start, end }: Span): Range {
  return rangeOf(start, start + readable.text.slice(start, end).trimEnd().length);
}

function isWithin(inner: Range, outer: Range): boolean {
  const startsAfter = inner.line > outer.line || (inner.line === outer.line && inner.column >= outer.column);
  const endsBefore =
    inner.endLine < outer.endLine || (inner.endLine === outer.endLine && inner.endColumn <= outer.endColumn);
  return startsAfter && endsBefore;
}
