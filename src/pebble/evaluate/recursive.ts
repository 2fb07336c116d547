import { stripEnd, stripStart } from "../../java/white-space.ts";
import { parsedTemplate } from "../syntax/parse-cache.ts";
import { Failure, fail, limitExceeded } from "../values/failure.ts";
import { javaText } from "../values/java-text.ts";
import { mapEntries } from "../values/map-order.ts";
import { textWithHoles } from "../values/text-with-holes.ts";
import { derived, findUnknownKeys } from "../values/unknown.ts";
import {
  immutableList,
  list,
  map,
  type Parts,
  string,
  type TextWithHoles,
  type Value,
} from "../values/value.ts";
import { execute } from "./execute.ts";
import { createOutput } from "./output.ts";
import type { Output } from "./output-type.ts";
import { putBackRaw, stripRaw, takeOutRaw } from "./raw.ts";
import { chargeSteps, createRun, type RenderState, type Run } from "./run.ts";
import { flattenScopes, type VariableScope } from "./scope-chain.ts";

const MAX_PASSES = 100;
/** Steps that setting up one pass counts for. */
const PASS_COST = 10;
const MAX_NESTING = 16;

/** One pass over a template in string mode. Raw blocks keep their tags. */
export function renderPass(
  state: RenderState,
  source: string,
  frame: VariableScope,
  out: Output = createOutput("json"),
): Output {
  if (!source.includes("{")) {
    out.parts.push(source);
    out.spans.push(undefined);
    if (out.mode === "typed") out.writes.push(source);
    return out;
  }
  chargeSteps(state, PASS_COST + (source.length >> 3));
  const raw = takeOutRaw(source);
  const run = createRun(state, parsedTemplate(raw.template, state.dialect), frame, {
    execute,
    renderInside,
  });
  execute(run, run.template.body, out);
  if (raw.blocks.length > 0) out.parts.splice(0, out.parts.length, ...putBackRaw(out.parts, raw));
  return out;
}

/** Renders again until nothing changes, as `render()` and the engine-wide setting do. */
export function renderToFixPoint(state: RenderState, source: string, frame: VariableScope): Parts {
  let text: Value = string(source);
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const next = again(state, text, frame);
    if (next === undefined) return partsOf(text);
    if (next.kind === "string" && text.kind === "string" && next.value === text.value) return partsOf(text);
    text = next;
  }
  throw fail("renders into a new template more than 100 times");
}

/** One more pass over a text; undefined when no pass changes it any more. */
function again(state: RenderState, text: Value, frame: VariableScope): Value | undefined {
  if (text.kind === "text") return undefined;
  const out = renderPass(state, javaText(text), flattenScopes(frame));
  const result = textWithHoles(out.parts);
  return result.kind === "text" ? settled(result) : result;
}

function partsOf(value: Value): Parts {
  return value.kind === "text" ? value.parts : [javaText(value)];
}

/**
 * Text with holes rendered as a template: words hold no template, so text without braces stays as it is; any other
 * hole can hold one, which may also trim white space beside it, or begin what ends in a later hole.
 */
function settled(text: TextWithHoles): Value {
  const braces = text.parts.some((part) => typeof part === "string" && /[{}%#]/.test(part));
  const open = text.parts.filter((part) => typeof part !== "string" && !part.word);
  if (!braces && open.length === 0) return text;
  const [cause] = text.parts.filter((part) => typeof part !== "string");
  if (cause === undefined || typeof cause === "string") return text;
  if (braces || open.length > 1) return textWithHoles([derived(cause)]);
  const at = text.parts.findIndex((part) => typeof part !== "string" && !part.word);
  return textWithHoles(
    text.parts.map((part, index) => {
      if (typeof part !== "string") return part;
      if (index === at - 1) return stripEnd(part);
      return index === at + 1 ? stripStart(part) : part;
    }),
  );
}

/** The result of `render()`: texts are rendered, lists and maps leaf by leaf, other values are unchanged. */
function renderInside(run: Run, value: Value, recursive: boolean): Value {
  const { state } = run;
  state.renderDepth += 1;
  if (state.renderDepth > MAX_NESTING) {
    const words = `render() is nested deeper than ${MAX_NESTING} levels`;
    // Kestra 1.x has no limit but its stack.
    throw state.dialect === "2.0" ? fail(words) : limitExceeded(words);
  }
  const before = run.maybeMissing;
  try {
    return rendered(run, value, recursive);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.kind === "limit") throw limitExceeded(error.message);
    // Said once, however deep the rendering is.
    const { message, details } = error;
    const rendered = details.rendered ?? message;
    throw fail(`the text it renders fails: ${rendered}`, { ...details, rendered });
  } finally {
    run.maybeMissing = before;
    state.renderDepth -= 1;
  }
}

function rendered(run: Run, value: Value, recursive: boolean): Value {
  switch (value.kind) {
    case "string":
    case "safe-string":
      return renderedText(run, value.value, recursive);
    case "text":
      return settled(value);
    case "unknown":
      return derived(value, { maybeNull: value.maybeNull, word: value.word });
    case "list":
    case "set":
    case "values":
    case "array": {
      const items = value.items.map((item) => rendered(run, item, recursive));
      return value.kind === "list" && value.immutable ? immutableList(items) : list(items);
    }
    case "map": {
      const open = findUnknownKeys(value);
      if (open !== undefined) return derived(open);
      return map(
        mapEntries(value).map((e) => [rendered(run, e.key, recursive), rendered(run, e.value, recursive)]),
      );
    }
    default:
      return value;
  }
}

function renderedText(run: Run, source: string, recursive: boolean): Value {
  const frame = flattenScopes(run.frame);
  if (recursive) return textWithHoles(stripRaw(renderToFixPoint(run.state, source, frame)));
  return textWithHoles(stripRaw(renderPass(run.state, source, frame).parts));
}
