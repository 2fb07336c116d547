import { scalarOffset } from "../flows/scalar-offset.ts";
import { scalarText } from "../flows/scalar-text.ts";
import type { SourceText } from "../flows/source-text.ts";
import type { YamlNode, YamlScalar } from "../flows/yaml-node.ts";
import { isTemplate, type Rendered, templateParts } from "../pebble/index.ts";
import { patternOf } from "../resolve/describe.ts";
import type { FlowContext } from "../resolve/flow-context.ts";
import { shorten } from "../resolve/shorten.ts";
import type { EvaluatedPart, EvaluatedText } from "./chain.ts";

/** Longer texts are cut. */
const MOST_CHARACTERS = 160;

/** Renders a text in the scope of a template. */
export type RenderPart = (text: string) => Rendered;

/**
 * A text with its evaluated expressions.
 *
 * @param words shown instead of the text
 * @param line only the expressions on this line of the file
 */
export function templateOf(
  node: YamlNode,
  context: FlowContext,
  render: RenderPart,
  { words, line }: { readonly words?: string | undefined; readonly line?: number | undefined } = {},
): EvaluatedText {
  const { source } = context.flow;
  const written =
    node.kind === "scalar" ? scalarText(node) : source.text.slice(node.span.start, node.span.end);
  const parts = valueScalars(node).flatMap((scalar) => partsOf(scalar, context, render));
  return {
    text: shorten(words ?? written, MOST_CHARACTERS),
    place: line === undefined ? source.place(node.span.start) : { ...source.place(node.span.start), line },
    parts: line === undefined ? parts : parts.filter(({ place }) => place.line === line),
  };
}

function partsOf(scalar: YamlScalar, { flow, lineUse }: FlowContext, render: RenderPart): EvaluatedPart[] {
  const text = scalarText(scalar);
  if (typeof scalar.value !== "string" || !isTemplate(text)) return [];
  // Tags need the whole text.
  const pieces = templateParts(text, lineUse.line()) ?? [{ expression: text }];
  let at = 0;
  return pieces.flatMap((piece): EvaluatedPart[] => {
    const written = typeof piece === "string" ? piece : piece.expression;
    const start = Math.max(at, text.indexOf(written, at));
    at = start + written.length;
    if (typeof piece === "string") return [];
    return [evaluated(written, placeAt(flow.source, scalar, start), render(written))];
  });
}

function placeAt(source: SourceText, scalar: YamlScalar, at: number) {
  return source.place(scalarOffset(source.text, scalar, at));
}

function evaluated(expression: string, place: EvaluatedPart["place"], result: Rendered): EvaluatedPart {
  const part = { expression: shorten(expression, MOST_CHARACTERS), place };
  if (result.kind === "error") return { ...part, reason: shorten(result.error.message, MOST_CHARACTERS) };
  const value = shorten(patternOf(result), MOST_CHARACTERS);
  if (result.kind === "known") return { ...part, value };
  const hole = result.parts.find((piece) => typeof piece !== "string");
  return {
    ...part,
    value,
    ...(typeof hole === "object" && { reason: shorten(hole.reason, MOST_CHARACTERS) }),
  };
}

/** All scalars that are values. */
export function valueScalars(node: YamlNode): readonly YamlScalar[] {
  if (node.kind === "scalar") return [node];
  return node.kind === "list"
    ? node.items.flatMap(valueScalars)
    : node.entries.flatMap(({ value }) => valueScalars(value));
}

/** The innermost scalar at an offset of the file. */
export function scalarAt(node: YamlNode, offset: number): YamlScalar | undefined {
  if (node.kind === "scalar")
    return offset >= node.span.start && offset < Math.max(node.span.end, node.span.start + 1)
      ? node
      : undefined;
  const children = node.kind === "list" ? node.items : node.entries.flatMap(({ key, value }) => [value, key]);
  for (const child of children) {
    const found = scalarAt(child, offset);
    if (found) return found;
  }
  return undefined;
}
