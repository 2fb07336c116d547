import { get } from "../flows/flow.ts";
import { scalarText } from "../flows/scalar-text.ts";
import type { YamlMap } from "../flows/yaml-node.ts";
import { isTemplate } from "../pebble/index.ts";
import type { Range } from "./range.ts";
import type { DeclarationEntry, FlowLint } from "./rule.ts";

export interface LiteralField {
  readonly side: DeclarationEntry["side"];
  readonly entry: YamlMap;
  readonly value: string;
  readonly range: Range;
}

/**
 * A field of all entries that may be emitted and say it without an expression. What the resolution makes of an entry
 * does not say all that is wrong with it: it leaves the whole list when one expression in it fails.
 */
export function literalFields(
  { declarations, rangeOf }: Pick<FlowLint, "declarations" | "rangeOf">,
  field: "id" | "namespace" | "type",
): LiteralField[] {
  return declarations.flatMap(({ inert, entries }) =>
    (inert === undefined ? entries : []).flatMap(({ side, node: entry, inText }): LiteralField[] => {
      const node = get(entry, field);
      if (entry.kind !== "map" || inText || node?.kind !== "scalar" || node.value === null) return [];
      return isTemplate(node.text) ? [] : [{ side, entry, value: scalarText(node), range: rangeOf(node) }];
    }),
  );
}
