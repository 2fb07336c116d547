import { parseAst } from "rolldown/parseAst";

/**
 * Inserts an empty spread before each leading spread of an object literal: `{ ...a, b }` becomes `{ ...null, ...a, b
 * }`, with the same value. In Node 20, V8 takes over a microsecond for each property after a leading spread, up to a
 * tenth of the time of a scan. Later releases are not affected.
 */
export const withoutLeadingSpreads = {
  name: "without-leading-spreads",
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) if (chunk.type === "chunk") chunk.code = rewritten(chunk.code);
  },
};

function rewritten(code) {
  const starts = leadingSpreads(parseAst(code)).sort((a, b) => a - b);
  return [0, ...starts].map((from, index) => code.slice(from, starts[index])).join("...null,");
}

/** The offsets of leading spreads before other properties. */
function leadingSpreads(node) {
  if (typeof node !== "object" || node === null) return [];
  const inside = Object.values(node).flatMap(leadingSpreads);
  if (node.type !== "ObjectExpression") return inside;
  const [first, second] = node.properties;
  return first?.type === "SpreadElement" && second ? [first.start, ...inside] : inside;
}
