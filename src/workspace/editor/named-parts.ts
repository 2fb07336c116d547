import { type Branch, type Flow, get, type Task } from "../../flows/flow.ts";
import type { Span, YamlMap, YamlNode } from "../../flows/yaml-node.ts";
import type { Document } from "./document.ts";

/** A part of a flow that expressions name: `inputs.env`, `outputs.load`, `vars.table`, `labels.team`. */
export interface NamedPart {
  readonly kind: "input" | "task" | "variable" | "label";
  readonly id: string;
  /** The type of an input or task. */
  readonly type?: string;
  /** A literal default of an input, or the text of a variable or label. */
  readonly value?: string;
  readonly description?: string;
  /** Offsets in the tree. */
  readonly span: Span;
}

/** The roots of variables, with the kind of the parts below them. */
export const PART_ROOTS: Readonly<Record<string, NamedPart["kind"]>> = {
  inputs: "input",
  outputs: "task",
  vars: "variable",
  labels: "label",
};

/** The flow of a document at an offset of its text; the nearest one above for half-typed text. */
export function flowAt(document: Document, offset: number): Flow | undefined {
  const at = document.toTree(offset);
  const { flows } = document.contents;
  return flows.findLast(({ node }) => node.span.start <= at) ?? flows[0];
}

/** The part that a path of names means; undefined for another path. */
export function namedPartAt(
  document: Document,
  offset: number,
  [root = "", id]: readonly string[],
): NamedPart | undefined {
  const flow = flowAt(document, offset);
  const kind = Object.hasOwn(PART_ROOTS, root) ? PART_ROOTS[root] : undefined;
  if (flow === undefined || kind === undefined || id === undefined) return undefined;
  return partsOf(flow, kind).find((part) => part.id === id);
}

/** The parts of a flow that expressions can name, in the order of the file. */
export function partsOf({ node, branches }: Flow, kind: NamedPart["kind"]): readonly NamedPart[] {
  switch (kind) {
    case "input":
      return inputsIn(get(node, "inputs"));
    case "task":
      return tasksIn(branches).flatMap(taskPart);
    case "variable":
      return entriesIn(get(node, "variables"), "variable");
    case "label":
      return entriesIn(get(node, "labels"), "label");
  }
}

/** All tasks of branches, containers before their tasks. */
export function tasksIn(branches: readonly Branch[]): readonly Task[] {
  return branches.flatMap(({ tasks }) => tasks.flatMap((task) => [task, ...tasksIn(task.branches)]));
}

function taskPart({ id, type, node }: Task): NamedPart[] {
  if (id === "") return [];
  return [{ kind: "task", id, type, ...describedBy(node), span: idSpan(node) }];
}

function inputsIn(list: YamlNode | undefined): NamedPart[] {
  if (list?.kind !== "list") return [];
  return list.items.flatMap((item): NamedPart[] => {
    const id = textAt(item, "id") ?? textAt(item, "name");
    if (item.kind !== "map" || id === undefined) return [];
    const [type, value] = [textAt(item, "type"), textAt(item, "defaults")];
    return [
      {
        ...{ kind: "input", id, ...describedBy(item), span: idSpan(item) },
        ...(type !== undefined && { type }),
        ...(value !== undefined && { value }),
      },
    ];
  });
}

/** Labels can also be a list of `key` and `value`. */
function entriesIn(node: YamlNode | undefined, kind: "variable" | "label"): NamedPart[] {
  if (node?.kind === "map") {
    return node.entries.map(({ key, value }) => ({
      ...{ kind, id: key.text, span: key.span },
      ...(value.kind === "scalar" && { value: value.text }),
    }));
  }
  if (node?.kind !== "list") return [];
  return node.items.flatMap((item): NamedPart[] => {
    const [id, value] = [textAt(item, "key"), textAt(item, "value")];
    return id === undefined ? [] : [{ kind, id, span: item.span, ...(value !== undefined && { value }) }];
  });
}

function idSpan(node: YamlMap): Span {
  return (get(node, "id") ?? node).span;
}

function describedBy(node: YamlMap): { readonly description?: string } {
  const description = textAt(node, "description");
  return description === undefined ? {} : { description };
}

function textAt(node: YamlNode, key: string): string | undefined {
  const value = get(node, key);
  return value?.kind === "scalar" && value.value !== null ? value.text : undefined;
}
