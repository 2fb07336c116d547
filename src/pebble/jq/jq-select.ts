import { toData } from "../values/data.ts";
import { fail } from "../values/failure.ts";
import { list, NULL, type Unknown, type Value } from "../values/value.ts";
import { followJqPath, parseJqPath } from "./jq-path.ts";

/** Origin of a field that an asset may have although no flow declares it: conditions take it as null. */
export const UNDECLARED_FIELD = "field:undeclared";

/** Origin of a field with one of several declared values: each condition on it can hold. */
export const DISPUTED_FIELD = "field:disputed";

/** A jq program of paths, `select`, `map` and `[...]`, which works on values known in part. */
export type JqPipe = readonly JqStage[];

type Path = NonNullable<ReturnType<typeof parseJqPath>>;

type JqStage =
  | { readonly kind: "path"; readonly path: Path }
  | { readonly kind: "select"; readonly condition: Condition }
  | { readonly kind: "collect"; readonly perItem: boolean; readonly inner: JqPipe };

type Condition =
  | { readonly kind: "any" | "all"; readonly of: readonly Condition[] }
  | { readonly kind: "test"; readonly path: Path; readonly holds: (data: unknown) => boolean };

/** True, false, either of them, or unknown. */
type Truth = boolean | "either" | Unknown;

/** Longer programs are only read as paths: brackets in brackets are read again at each depth. */
const MOST_CHARACTERS = 500;

/** Undefined for a program with anything else. */
export function parseJqPipe(program: string): JqPipe | undefined {
  const parts = program.length > MOST_CHARACTERS ? [program] : splitOutside(program, "|");
  const stages = parts?.map((part) => stageOf(part.trim()));
  return stages?.every((stage) => stage !== undefined) ? stages : undefined;
}

function stageOf(text: string): JqStage | undefined {
  const path = parseJqPath(text);
  if (path) return { kind: "path", path };
  if (text.length > MOST_CHARACTERS) return undefined;
  const [, name, given = ""] = /^(select|map)\s*\((.*)\)$/s.exec(text) ?? [];
  const content = name === undefined ? /^\[(.*)\]$/s.exec(text)?.[1] : given;
  // `[a] | [b]` and `map(a) + map(b)` begin and end alike.
  if (content === undefined || splitOutside(content, "|") === undefined) return undefined;
  if (name === "select") {
    const condition = conditionOf(content.trim());
    return condition && { kind: "select", condition };
  }
  const inner = parseJqPipe(content);
  return inner && { kind: "collect", perItem: name === "map", inner };
}

function conditionOf(text: string): Condition | undefined {
  for (const [word, kind] of [
    [" or ", "any"],
    [" and ", "all"],
  ] as const) {
    const parts = splitOutside(text, word);
    if (parts === undefined) return undefined;
    if (parts.length === 1) continue;
    const of = parts.map((part) => conditionOf(part.trim()));
    return of.every((condition) => condition !== undefined) ? { kind, of } : undefined;
  }
  const inside = /^\((.*)\)$/s.exec(text)?.[1];
  if (inside !== undefined) return splitOutside(inside, "|") && conditionOf(inside.trim());
  return testOf(text);
}

const TEXT = String.raw`"(?:[^"\\]|\\["\\])*"`;
const LITERAL = new RegExp(`^(?:${TEXT}|-?[0-9]{1,9}|true|false|null)$`);
const AFFIX = new RegExp(`^(startswith|endswith)\\((${TEXT})\\)$`);

function testOf(text: string): Condition | undefined {
  const test = (written: string, holds: (data: unknown) => boolean): Condition | undefined => {
    const path = parseJqPath(written.trim());
    // With several results, jq selects a value several times.
    if (path === undefined || path.some(({ kind }) => kind === "each")) return undefined;
    return { kind: "test", path, holds };
  };
  for (const operator of ["==", "!="] as const) {
    const [written = "", literal = "", ...others] =
      splitOutside(text, operator)?.map((part) => part.trim()) ?? [];
    if (literal === "") continue;
    if (others.length > 0 || !LITERAL.test(literal)) return undefined;
    const value: unknown = JSON.parse(literal);
    return test(written, (data) => (data === value) === (operator === "=="));
  }
  const [written = "", call] = splitOutside(text, "|") ?? [];
  if (call === undefined) return test(written, (data) => data !== null && data !== false);
  const [, name, literal] = AFFIX.exec(call.trim()) ?? [];
  if (literal === undefined) return undefined;
  const affix = String(JSON.parse(literal));
  return test(written, (data) => {
    if (typeof data !== "string") throw fail(`jq: ${name}() requires string inputs`);
    return name === "startswith" ? data.startsWith(affix) : data.endsWith(affix);
  });
}

/** The parts between separators outside of texts and brackets; undefined where these do not match. */
function splitOutside(text: string, separator: string): string[] | undefined {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const ch = text[at] ?? "";
    if (ch === '"') {
      for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === "\\") at++;
      if (at >= text.length) return undefined;
    } else if ("([{".includes(ch)) depth++;
    else if (")]}".includes(ch)) depth--;
    else if (depth === 0 && text.startsWith(separator, at)) {
      parts.push(text.slice(from, at));
      at += separator.length - 1;
      from = at + 1;
    }
    if (depth < 0) return undefined;
  }
  return depth === 0 ? [...parts, text.slice(from)] : undefined;
}

/** All results in order; an Unknown if not even their number is known. Failures are thrown. */
export function followJqPipe(pipe: JqPipe, input: Value): readonly Value[] | Unknown {
  let current: readonly Value[] = [input];
  for (const stage of pipe) {
    const next: Value[] = [];
    for (const value of current) {
      const results = applyStage(stage, value);
      if ("kind" in results) return results;
      next.push(...results);
    }
    current = next;
  }
  return current;
}

function applyStage(stage: JqStage, value: Value): readonly Value[] | Unknown {
  switch (stage.kind) {
    case "path":
      return followJqPath(stage.path, value);
    case "select": {
      const truth = truthOf(stage.condition, value);
      return typeof truth === "object" ? truth : truth === false ? [] : [value];
    }
    case "collect": {
      const items = stage.perItem ? followJqPath([{ kind: "each", quiet: false }], value) : [value];
      if ("kind" in items) return items;
      const found: Value[] = [];
      for (const item of items) {
        const results = followJqPipe(stage.inner, item);
        if ("kind" in results) return results;
        found.push(...results);
      }
      return [list(found)];
    }
  }
}

function truthOf(condition: Condition, value: Value): Truth {
  if (condition.kind === "test") return testValue(condition, value);
  const decisive = condition.kind === "any";
  const truths = condition.of.map((part) => truthOf(part, value));
  if (truths.includes(decisive)) return decisive;
  return (
    truths.find((truth) => typeof truth === "object") ??
    truths.find((truth) => truth === "either") ??
    !decisive
  );
}

function testValue({ path, holds }: Extract<Condition, { kind: "test" }>, value: Value): Truth {
  const results = followJqPath(path, value);
  if ("kind" in results) return results;
  const [found = NULL] = results;
  if (found.kind !== "unknown") return holds(toData(found));
  if (found.origin === DISPUTED_FIELD) return "either";
  return found.origin === UNDECLARED_FIELD ? holds(null) : found;
}
