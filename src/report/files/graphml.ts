import type { Asset, Inventory } from "../../model/model.ts";
import { wellFormed } from "../../model/well-formed.ts";
import type { Drawing, DrawnNode } from "../pictures/drawing.ts";

/** Attributes of nodes and edges, in the order of declaration. */
const NODE_KEYS = [
  ...(["label", "kind", "type", "namespace", "layer", "certainty", "external", "change"] as const),
  ...(["status", "ttl", "owner"] as const),
];
const EDGE_KEYS = ["kind", "certainty", "count", "tasks", "change"] as const;

/**
 * A drawing as GraphML, for Gephi, yEd, Cytoscape and NetworkX. Nodes have the fields of their asset. Every edge is
 * directed, because NetworkX rejects mixed graphs; a `may-be` edge applies in both directions. Characters outside XML
 * become U+FFFD.
 */
export function* toGraphml(drawing: Drawing, inventory: Inventory): Generator<string> {
  const assets = new Map(inventory.assets.map((asset) => [`asset:${asset.id}`, asset]));
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n';
  for (const name of NODE_KEYS) yield keyLine(`n_${name}`, "node", name);
  for (const name of EDGE_KEYS) yield keyLine(`e_${name}`, "edge", name);
  yield '  <graph id="assets" edgedefault="directed">\n';
  for (const node of drawing.nodes) {
    yield `    <node id="${xml(node.key)}">${data("n", nodeData(node, assets.get(node.key)))}</node>\n`;
  }
  for (const [index, edge] of drawing.edges.entries()) {
    const { kind, certainty, count, change } = edge;
    const tasks = edge.details.length > 0 ? edge.details.join("\n") : undefined;
    yield `    <edge id="e${index + 1}" source="${xml(edge.from)}" target="${xml(edge.to)}">`;
    yield `${data("e", { kind, certainty, count, tasks, change })}</edge>\n`;
  }
  yield "  </graph>\n</graphml>\n";
}

function nodeData(node: DrawnNode, asset: Asset | undefined): Readonly<Record<string, unknown>> {
  return {
    label: node.title,
    kind: node.kind,
    type: asset?.type,
    namespace: asset?.namespace,
    layer: node.layer,
    certainty: asset?.certainty,
    external: asset?.external,
    change: node.change,
    status: asset?.status,
    ttl: asset?.ttl,
    owner: asset?.owner,
  };
}

function keyLine(id: string, target: "node" | "edge", name: string): string {
  const type = name === "external" ? "boolean" : name === "count" ? "int" : "string";
  return `  <key id="${id}" for="${target}" attr.name="${name}" attr.type="${type}"/>\n`;
}

function data(prefix: "n" | "e", fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<data key="${prefix}_${name}">${xml(String(value))}</data>`)
    .join("");
}

/** Text for an attribute or an element. Line ends and tabs become references, because XML normalizes them. */
function xml(text: string): string {
  return wellFormed(text)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/[\t\r\n\u007f-\u009f]/g, (char) => `&#${char.charCodeAt(0)};`);
}
