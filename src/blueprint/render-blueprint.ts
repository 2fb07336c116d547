import { blueprintBlock } from "../flows/blueprint-text.ts";
import { withBudget } from "../java/budget.ts";
import { fromData, render } from "../pebble/index.ts";
import { AssetsError } from "../util/errors.ts";
import type { Blueprint } from "./read-blueprint.ts";
import { blueprintTemplate } from "./template.ts";

/** A blueprint with its arguments: the text of a flow. */
export interface RenderedBlueprint {
  readonly text: string;
  /** The line of the blueprint (from 1) behind each line of the text. */
  readonly lines: readonly number[];
}

/** A template that fails, or does not end, for some arguments. */
export interface FailedRendering {
  readonly message: string;
  /** The line of the blueprint, from 1; absent when the failure has none. */
  readonly line?: number;
}

/** Steps of one rendering, like those of a large flow. */
const STEPS = 2_000_000;

/**
 * Renders a blueprint. The result has no `extend`. Throws an AssetsError for a failing or endless template.
 *
 * @param values by argument, see `argumentValues`
 */
export function renderBlueprint(
  blueprint: Blueprint,
  values: ReadonlyMap<string, unknown>,
): RenderedBlueprint {
  const result = withBudget(STEPS, () => tryRender(blueprint, values));
  if ("text" in result) return result;
  throw new AssetsError(`cannot render the blueprint "${blueprint.source.file}": ${result.message}`, {
    hint: "Correct the tags << >> and <% %> of the blueprint, or use other arguments.",
  });
}

/** Renders a blueprint with the steps of the current budget. */
export function tryRender(
  { source }: Blueprint,
  values: ReadonlyMap<string, unknown>,
): RenderedBlueprint | FailedRendering {
  const given = [...values.values()].map((value) =>
    typeof value === "bigint" ? "" : (JSON.stringify(value) ?? ""),
  );
  const { template, finish } = blueprintTemplate(withoutExtend(source.text), given.join(""));
  const result = render(template, { variables: { arg: fromData(new Map(values)) }, dialect: "2.0" });
  if (result.kind === "known") return withoutBlank(finish(result.text), source.text);
  const lineAt = (offset: number) => template.slice(0, offset).split("\n").length;
  if (result.kind === "error") {
    const { message, offset } = result.error;
    return { message: withOwnDelimiters(message), line: lineAt(offset) };
  }
  const [hole] = result.parts.flatMap((part) => (typeof part === "string" ? [] : [part]));
  const [span] = result.spans.flatMap((range) => range ?? []);
  return { message: hole?.reason ?? "an unknown value", ...(span && { line: lineAt(span.start) }) };
}

function withOwnDelimiters(message: string): string {
  return message.replace(/"(?:\{([{%#])|([}%#])\})"/g, (_, open?: string, close?: string) =>
    open === undefined ? `"${close === "}" ? ">" : close}>"` : `"<${open === "{" ? "<" : open}"`,
  );
}

/** Descriptions in `extend` may contain anything; blank lines keep the positions. */
function withoutExtend(text: string): string {
  const block = blueprintBlock(text);
  if (block === undefined) return text;
  const blank = "\n".repeat(block.text.split("\n").length - 1);
  return text.slice(0, block.offset) + blank + text.slice(block.offset + block.text.length);
}

/** Removes the lines in place of `extend`. */
function withoutBlank({ text, lines }: RenderedBlueprint, source: string): RenderedBlueprint {
  const block = blueprintBlock(source);
  if (block === undefined) return { text, lines };
  const before = source.slice(0, block.offset).split("\n").length;
  const after = before + block.text.split("\n").length - 1;
  const kept = text.split("\n").flatMap((lineText, at) => {
    const line = lines[at] ?? 0;
    return line >= before && line < after ? [] : [{ lineText, line }];
  });
  return { text: kept.map(({ lineText }) => lineText).join("\n"), lines: kept.map(({ line }) => line) };
}
