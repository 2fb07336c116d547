import { scalarText } from "../../flows/scalar-text.ts";
import type { YamlScalar } from "../../flows/yaml-node.ts";
import { isTemplate, templateParts } from "../../pebble/index.ts";
import type { Emitted, ResolvedEntry } from "../../resolve/emission.ts";
import { isConstant } from "../resource/text.ts";
import type { SqlFragment, SqlHole } from "../sql/index.ts";
import { findProperty, type Properties, type PropertyText, scalarsIn } from "./properties.ts";

/**
 * The properties of a task with their expressions as written: each expression is a hole with its text.
 *
 * @param constants properties with names of servers and databases: their values, unless those depend on a choice
 */
export function writtenProperties(properties: Properties, constants: readonly string[]): Properties {
  const constant = new Set(
    constants.flatMap((path) => {
      const node = findProperty(properties.node, path);
      return node === undefined ? [] : scalarsIn(node);
    }),
  );
  const keepsValue = (scalar: YamlScalar, { text, file }: PropertyText): boolean =>
    file !== undefined ||
    !isTemplate(scalarText(scalar)) ||
    (constant.has(scalar) && isConstant(text) && properties.choicesOf(scalar).length === 0);
  return {
    ...properties,
    render(scalar) {
      const rendered = properties.render(scalar);
      if (rendered === undefined || keepsValue(scalar, rendered)) return rendered;
      const raw = scalarText(scalar);
      const parts = templateParts(raw, properties.evaluation.context.lineUse.lineFor(raw));
      if (parts === undefined) return rendered;
      const holes = new Map<SqlFragment, string>();
      const text = parts.map((part): SqlFragment => {
        if (typeof part === "string") return part;
        const hole: SqlHole = { hole: part.expression };
        holes.set(hole, part.expression);
        return hole;
      });
      return { text, scalar, expressions: holes };
    },
  };
}

/**
 * Adds to each entry how the text of the task writes it. Values that bring several entries have no such text: then the
 * sides differ in length, and no entry gets one.
 */
export function withWritten<Emission extends Emitted>(emission: Emission, written: Emitted): Emission {
  return {
    ...emission,
    inputs: sideWith(emission.inputs, written.inputs),
    outputs: sideWith(emission.outputs, written.outputs),
  };
}

function sideWith(
  entries: readonly ResolvedEntry[],
  written: readonly ResolvedEntry[],
): readonly ResolvedEntry[] {
  if (entries.length !== written.length) return entries;
  return entries.map((entry, index) => {
    const literal = written[index]?.declared;
    if (literal === undefined) return entry;
    const { id, claim } = literal;
    return { ...entry, declared: { ...entry.declared, written: { id, claim } } };
  });
}
