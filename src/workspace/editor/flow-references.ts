import { get } from "../../flows/flow.ts";
import type { Span, YamlNode } from "../../flows/yaml-node.ts";
import type { Range } from "../../lint/range.ts";
import type { FlowId, FlowRecord } from "../../model/model.ts";
import type { Document } from "./document.ts";
import type { Session } from "./session.ts";

/** A literal `flowId` in a task, trigger or condition, with its `namespace`. */
export interface FlowReference extends FlowId {
  /** Of the `flowId`, in the tree. */
  readonly span: Span;
}

/** The literal references to other flows in a document. Without a namespace, that of the own flow is meant. */
function flowReferences({ contents }: Document): readonly FlowReference[] {
  const found: FlowReference[] = [];
  const visit = (node: YamlNode, own: string): void => {
    if (node.kind === "list") for (const item of node.items) visit(item, own);
    if (node.kind !== "map") return;
    const [flow, namespace] = [get(node, "flowId"), get(node, "namespace")];
    const target = namespace === undefined ? own : literal(namespace);
    const id = literal(flow);
    if (flow !== undefined && id !== undefined && target !== undefined)
      found.push({ namespace: target, flow: id, span: flow.span });
    for (const { value } of node.entries) visit(value, own);
  };
  for (const { node, namespace } of contents.flows) visit(node, namespace.value);
  return found;
}

export function flowReferenceAt(document: Document, offset: number): FlowReference | undefined {
  const at = document.toTree(offset);
  return flowReferences(document).find(({ span }) => span.start <= at && at <= span.end);
}

/** The flows with an id; two files can contain the same one. */
export function flowsNamed(session: Session, { namespace, flow }: FlowId): readonly FlowRecord[] {
  return session
    .inventory()
    .inventory.flows.filter((record) => record.flow === flow && record.namespace === namespace);
}

/** A reference to a flow, with the place of that flow. */
export interface DocumentLink {
  readonly range: Range;
  readonly target: FlowRecord;
}

/** The links of a document to the flows that it starts or waits for. */
export function documentLinks(session: Session, name: string): readonly DocumentLink[] {
  const document = session.document(name);
  if (document === undefined) return [];
  return flowReferences(document).flatMap(({ span, ...id }) => {
    const [target] = flowsNamed(session, id);
    return target === undefined ? [] : [{ range: document.rangeOf(span.start, span.end), target }];
  });
}

function literal(node: YamlNode | undefined): string | undefined {
  return node?.kind === "scalar" && typeof node.value === "string" && !node.text.includes("{{")
    ? node.value
    : undefined;
}
