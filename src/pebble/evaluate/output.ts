import { plainDecimalText } from "../../java/number/text.ts";
import { jsonParts } from "../codecs/json-text.ts";
import { javaParts, javaText } from "../values/java-text.ts";
import type { Parts, Value } from "../values/value.ts";
import type { Output, TemplateRange } from "./output-type.ts";
import { chargeSteps, checkSize, type Run } from "./run.ts";

export function createOutput(mode: Output["mode"]): Output {
  return { mode, parts: [], spans: [], writes: [], size: 0 };
}

/** Writes text of the template itself. */
export function writeText(run: Run, out: Output, text: string): void {
  if (out.mode === "typed") out.writes.push(text);
  grow(run, out, text);
  appendText(out, text);
}

function grow(run: Run, out: Output, text: string): void {
  out.size += text.length;
  checkSize(run.state, out.size);
  chargeSteps(run.state, text.length >> 4);
}

/** Writes the value of `{{ expression }}`; null writes nothing. */
export function writeValue(run: Run, out: Output, value: Value, span: TemplateRange): void {
  if (value.kind === "null") return;
  if (out.mode === "typed") out.writes.push(value);
  if (value.kind === "string") {
    grow(run, out, value.value);
    appendText(out, value.value);
    return;
  }
  writeParts(run, out, printed(value, out.mode), span);
}

export function writeParts(run: Run, out: Output, parts: Parts, span: TemplateRange): void {
  for (const part of parts) {
    if (typeof part === "string") {
      grow(run, out, part);
      appendText(out, part);
    } else {
      run.state.onUnknown?.(part);
      out.parts.push(part);
      out.spans.push({ start: span.start, end: span.end });
    }
  }
}

function appendText(out: Output, text: string): void {
  const last = out.parts.length - 1;
  const before = out.parts[last];
  if (typeof before === "string") out.parts[last] = before + text;
  else if (text !== "") {
    out.parts.push(text);
    out.spans.push(undefined);
  }
}

function printed(value: Value, mode: Output["mode"]): Parts {
  if (mode === "java") return javaParts(value);
  switch (value.kind) {
    case "map":
      return value.bean === true ? javaParts(value) : jsonParts(value);
    case "list":
    case "array":
    case "set":
    case "values":
    case "bytes":
      return jsonParts(value);
    case "big-decimal":
      return [plainDecimalText(value.unscaled, value.scale)];
    case "unknown":
      return [value];
    case "text":
      return value.parts;
    case "entry":
      return javaParts(value);
    default:
      return [javaText(value)];
  }
}
