import { JSDOM } from "jsdom";

/**
 * Parses a flowchart with mermaid's parser: labels, and edges as pairs of their ends.
 *
 * @returns lineage: edges with an arrow head; others: edges without, for possible matches
 */
export async function checkMermaid(text) {
  const { window } = new JSDOM("<!DOCTYPE html><body></body>", { pretendToBeVisual: true });
  for (const name of Object.getOwnPropertyNames(window)) {
    if (name in globalThis) continue;
    Object.defineProperty(globalThis, name, { configurable: true, get: () => Reflect.get(window, name) });
  }
  const { default: mermaid } = await import("mermaid");
  const { default: about } = await import("mermaid/package.json", { with: { type: "json" } });
  mermaid.initialize({ startOnLoad: false, securityLevel: "strict" });
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  const edges = db.getEdges();
  const isLineage = ({ type }) => type === "arrow_point";
  return {
    version: about.version,
    labels: [...db.getVertices().values()].map((vertex) => vertex.text),
    lineage: edges.filter(isLineage).length,
    others: edges.filter((edge) => !isLineage(edge)).length,
  };
}
