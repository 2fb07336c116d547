import type { Body, Statement } from "../syntax/syntax-tree.ts";
import { Failure } from "../values/failure.ts";
import { mapEntries } from "../values/map-order.ts";
import { derived, findUnknownKeys } from "../values/unknown.ts";
import { bean, bool, integer, lazyInteger, type Unknown, type Value } from "../values/value.ts";
import { evaluate } from "./evaluate.ts";
import { tryBody, writeHole } from "./execute-if.ts";
import { createOutput } from "./output.ts";
import type { Output } from "./output-type.ts";
import type { Run } from "./run.ts";
import { forget, innerFrame } from "./scope-chain.ts";

type For = Statement & { type: "for" };
type Execute = (run: Run, body: Body, out: Output) => void;

/** `{% for %}` over a collection, array or map; null renders nothing, not even `else`. */
export function executeFor(run: Run, statement: For, out: Output, execute: Execute): void {
  const iterable = evaluate(run, statement.iterable);
  if (iterable.kind === "null") return;
  const items = itemsOf(iterable, statement);
  if (!Array.isArray(items)) {
    executeUnknown(run, statement, items, out, execute);
    return;
  }
  if (items.length === 0) {
    if (statement.otherwise !== undefined) execute(run, statement.otherwise, out);
    return;
  }
  const outer = run.frame;
  // Creating the object costs more than an iteration, so it is created only if the template may use it.
  const wantsLoop = /loop|render/.test(run.template.source);
  // One scope for all rounds: what a round sets is there in the next one.
  run.frame = innerFrame(outer);
  for (const [index, item] of items.entries()) {
    if (wantsLoop) run.frame.variables.set("loop", loopObject(index, items.length));
    run.frame.variables.set(statement.variable, item);
    run.charge(2);
    execute(run, statement.body, out);
  }
  run.frame = outer;
}

function itemsOf(iterable: Value, statement: For): Value[] | Unknown {
  switch (iterable.kind) {
    case "list":
    case "array":
    case "set":
    case "values":
      return [...iterable.items];
    case "map":
      return findUnknownKeys(iterable) ?? [...mapEntries(iterable)];
    case "unknown":
      return iterable;
    default: {
      const { start, end } = statement.iterable;
      throw new Failure("runtime", `a ${iterable.kind} cannot be looped over`, start, end - start);
    }
  }
}

/** reference: Pebble's ForNode */
function loopObject(index: number, length: number): Value {
  return bean([
    ["last", bool(index === length - 1)],
    ["length", lazyInteger(length)],
    ["index", integer(index)],
    ["revindex", lazyInteger(length - index - 1)],
    ["first", bool(index === 0)],
  ]);
}

/**
 * A loop of unknown length: its output is a hole (or nothing, when no round can write), and every variable it may set is unknown. The body is evaluated once
 * with everything it may have set unknown, for what it consults and to notice lists changed in place.
 */
function executeUnknown(run: Run, statement: For, cause: Unknown, out: Output, execute: Execute): void {
  run.state.onUnknown?.(cause);
  const names = new Set<string>();
  collectNames(run, statement.body, names, new Set());
  const outerNames = [...names];
  if (statement.otherwise !== undefined) collectNames(run, statement.otherwise, names, new Set());
  const forgetAll = () => {
    for (const name of names) forget(run.frame, name, cause);
  };
  forgetAll();
  const anything = derived(cause, { maybeNull: true });
  const round = tryBody(run, createOutput(out.mode), (inner) => {
    run.frame = innerFrame(run.frame);
    for (const name of outerNames) run.frame.variables.set(name, { ...anything, maybeUndefined: true });
    run.frame.variables.set("loop", derived(cause));
    run.frame.variables.set(statement.variable, anything);
    execute(run, statement.body, inner);
  });
  const { otherwise } = statement;
  let silent = round.ok && round.result.out.parts.length === 0;
  if (otherwise !== undefined) {
    const none = tryBody(run, createOutput(out.mode), (inner) => execute(run, otherwise, inner));
    for (const name of names) setMaybe(run, name, cause);
    silent &&= none.ok && none.result.out.parts.length === 0;
  }
  if (!silent) writeHole(run, out, cause, statement);
}

/** The `else` part sets variables in the scope around the loop. */
function setMaybe(run: Run, name: string, cause: Unknown): void {
  if (run.variable(name) !== undefined) forget(run.frame, name, cause);
  else run.frame.variables.set(name, { ...derived(cause, { maybeNull: true }), maybeUndefined: true });
}

/** Names that a body may set, also through the blocks it shows. */
function collectNames(run: Run, body: Body, names: Set<string>, seen: Set<Body>): void {
  if (seen.has(body)) return;
  seen.add(body);
  for (const statement of body) {
    switch (statement.type) {
      case "set":
        names.add(statement.name);
        break;
      case "if":
        for (const branch of statement.branches) collectNames(run, branch.body, names, seen);
        if (statement.otherwise !== undefined) collectNames(run, statement.otherwise, names, seen);
        break;
      case "for":
        collectNames(run, statement.body, names, seen);
        if (statement.otherwise !== undefined) collectNames(run, statement.otherwise, names, seen);
        break;
      case "filter":
        collectNames(run, statement.body, names, seen);
        break;
      case "block": {
        const block = run.template.blocks.get(statement.name);
        if (block !== undefined) collectNames(run, block, names, seen);
        break;
      }
      default:
    }
  }
}
