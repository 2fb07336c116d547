import { type Branch, type Flow, get, type KestraLine } from "../flows/flow.ts";
import { registeredNames } from "../pebble/index.ts";
import { anyTextOf } from "../util/reg-exp.ts";

/**
 * The Kestra line of a flow for which the user sets none: 1.x if it uses features removed in 2.0 (ForEach and its kin,
 * `runIf`, `pluginDefaults`, `listeners`, the `json` filter and function) and no feature added in 2.0 (Loop, `when`,
 * the `regexReplace` filter); otherwise 2.0.
 */
export function lineOf(flow: Flow): KestraLine {
  const uses = syntaxOf(flow);
  return uses.old && !uses.new ? "1.x" : "2.0";
}

/** Whether an expression of a text uses a filter or function that only one line has. */
export function usesOneLine(text: string): boolean {
  return usesName(OLD_NAMES, text) || usesName(NEW_NAMES, text);
}

/** Whether a flow can run on both lines. */
export function runsOnBothLines(flow: Flow): boolean {
  const uses = syntaxOf(flow);
  return !uses.old && !uses.new;
}

interface Syntax {
  /** Whether the flow uses a feature removed in 2.0. */
  old: boolean;
  /** Whether the flow uses a feature added in 2.0. */
  new: boolean;
}

const OLD_KEYS: ReadonlySet<string> = new Set(["pluginDefaults", "taskDefaults", "listeners"]);

const known = new WeakMap<Flow, Syntax>();

function syntaxOf(flow: Flow): Syntax {
  let uses = known.get(flow);
  if (uses === undefined) {
    uses = readSyntax(flow);
    known.set(flow, uses);
  }
  return uses;
}

function readSyntax(flow: Flow): Syntax {
  const { text } = flow.source;
  const uses = { old: usesName(OLD_NAMES, text), new: usesName(NEW_NAMES, text) };
  for (const { key } of flow.node.entries) if (OLD_KEYS.has(key.text)) uses.old = true;
  for (const branch of flow.branches) collectSyntax(branch, uses);
  return uses;
}

function collectSyntax(branch: Branch, uses: Syntax): void {
  for (const task of branch.tasks) {
    if (task.container === "for-each" || get(task.node, "runIf")) uses.old = true;
    if (task.container === "loop" || get(task.node, "when")) uses.new = true;
    for (const inner of task.branches) collectSyntax(inner, uses);
  }
}

const OLD_NAMES = namesOnlyIn("1.x", "2.0");
const NEW_NAMES = namesOnlyIn("2.0", "1.x");

/** Finds a filter or function that only one line has. Source: Kestra 2.0's migration notes. */
function namesOnlyIn(line: KestraLine, other: KestraLine): RegExp {
  const only = (kind: "filters" | "functions") => {
    const others = new Set(registeredNames(kind, other));
    return registeredNames(kind, line).filter((name) => !others.has(name));
  };
  return new RegExp(`\\|\\s*${anyTextOf(only("filters"))}\\b|\\b${anyTextOf(only("functions"))}\\(`);
}

/** Whether an expression of a text uses one of the names. In time linear in the text, whose braces may not match. */
function usesName(names: RegExp, text: string): boolean {
  let start = text.indexOf("{{");
  while (start !== -1) {
    const brace = text.indexOf("}", start);
    const end = brace === -1 ? text.length : brace;
    // Much shorter than scripts and queries around the expressions.
    if (names.test(text.slice(start, end))) return true;
    start = text.indexOf("{{", end);
  }
  return false;
}
