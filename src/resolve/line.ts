import { type Branch, type Flow, get, type KestraLine } from "../flows/flow.ts";
import { knownNames } from "../pebble/index.ts";

/**
 * The Kestra line of a flow for which the user sets none: 1.x if it uses features removed in 2.0 (ForEach and its kin,
 * `runIf`, `pluginDefaults`, `listeners`, the `json` filter and function) and no feature added in 2.0 (Loop, `when`,
 * the `regexReplace` filter); otherwise 2.0.
 */
export function lineOf(flow: Flow): KestraLine {
  const uses = syntaxOf(flow);
  return uses.old && !uses.new ? "1.x" : "2.0";
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

function syntaxOf(flow: Flow): Syntax {
  const { text } = flow.source;
  const uses = { old: OLD_NAMES.test(text), new: NEW_NAMES.test(text) };
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

/** Finds a filter or function that only one line has, inside an expression. Source: Kestra 2.0's migration notes. */
function namesOnlyIn(line: KestraLine, other: KestraLine): RegExp {
  const only = (kind: "filters" | "functions") => {
    const others = new Set(knownNames(kind, other));
    return knownNames(kind, line)
      .filter((name) => !others.has(name))
      .join("|");
  };
  return new RegExp(`\\{\\{[^}]*(?:\\|\\s*(?:${only("filters")})\\b|\\b(?:${only("functions")})\\()`);
}
