import type { FlowId } from "../model/model.ts";
import type { Selection } from "./ast.ts";
import { flowsOf } from "./atom-nodes.ts";
import type { SelectionContext } from "./context.ts";

/**
 * The flows in a selection that consists only of flows and assets: alone, as the start of a walk, or joined by "or".
 */
export function flowsMeant(selection: Selection, context: SelectionContext): readonly FlowId[] {
  switch (selection.kind) {
    case "atom":
      return ["flow", "writes", "path", "label"].includes(selection.method)
        ? flowsOf(selection, context)
        : [];
    case "or":
      return selection.items.flatMap((item) => flowsMeant(item, context));
    case "walk":
      return flowsMeant(selection.of, context);
    default:
      return [];
  }
}
