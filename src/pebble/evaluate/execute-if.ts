import type { Body, Expression, Statement } from "../syntax/syntax-tree.ts";
import type { Answer } from "../values/equality.ts";
import { Failure, limitExceeded } from "../values/failure.ts";
import { joinParts, sameParts } from "../values/join.ts";
import { derived } from "../values/unknown.ts";
import type { Unknown } from "../values/value.ts";
import { evaluate } from "./evaluate.ts";
import { createOutput, writeParts } from "./output.ts";
import type { Output, TemplateRange } from "./output-type.ts";
import { inBranch, noteBranches, type Run, strictly, type UncertainBranch } from "./run.ts";
import { adopt, adoptEither, copyChain, type VariableScope } from "./scope-chain.ts";
import { truth } from "./truth.ts";

type If = Statement & { type: "if" };
type Execute = (run: Run, body: Body, out: Output) => void;

const MAX_OPEN_BRANCHES = 50;

/** `{% if %}`: null and undefined are errors that nothing catches. */
export function executeIf(run: Run, statement: If, out: Output, execute: Execute): void {
  executeFrom(run, statement, 0, out, execute);
}

function executeFrom(run: Run, statement: If, start: number, out: Output, execute: Execute): void {
  for (let index = start; ; index++) {
    const branch = statement.branches[index];
    if (branch === undefined) {
      if (statement.otherwise !== undefined) execute(run, statement.otherwise, out);
      return;
    }
    const answer = condition(run, branch.condition);
    if (answer === false) continue;
    if (answer === true) {
      execute(run, branch.body, out);
      return;
    }
    if (index >= MAX_OPEN_BRANCHES)
      throw limitExceeded(`more than ${MAX_OPEN_BRANCHES} branches of one "if" are open`);
    run.state.onUnknown?.(answer);
    const then = tryBody(run, out, (inner) => execute(run, branch.body, inner));
    const otherwise = tryBody(run, out, (inner) => executeFrom(run, statement, index + 1, inner, execute));
    joinBodies(run, out, then, otherwise, answer, statement);
    return;
  }
}

function condition(run: Run, expression: Expression): Answer {
  return strictly(run, () => {
    const value = evaluate(run, expression);
    try {
      return truth(value);
    } catch (error) {
      if (error instanceof Failure && error.offset < 0) {
        error.offset = expression.start;
        error.length = expression.end - expression.start;
      }
      throw error;
    }
  });
}

interface BodyResult {
  readonly out: Output;
  readonly frame: VariableScope;
}

/** Runs one of two possible bodies on copies of all variables. */
export function tryBody(run: Run, out: Output, action: (inner: Output) => void): UncertainBranch<BodyResult> {
  const { frame } = run;
  const copy = copyChain(frame);
  const result = inBranch(run, () => {
    const inner = createOutput(out.mode);
    inner.size = out.size;
    run.frame = copy;
    action(inner);
    return { out: inner, frame: copy };
  });
  run.frame = frame;
  return result;
}

/** Merges the output and variables of two possible bodies. */
function joinBodies(
  run: Run,
  out: Output,
  a: UncertainBranch<BodyResult>,
  b: UncertainBranch<BodyResult>,
  cause: Unknown,
  span: TemplateRange,
): void {
  noteBranches(run, [a, b], cause);
  if (a.ok && b.ok) {
    adoptEither(run.frame, a.result.frame, b.result.frame, cause);
    writeEither(run, out, a.result.out, b.result.out, cause, span);
  } else {
    // Nothing follows a failing body, so the variables are those of the other one.
    if (a.ok) adopt(run.frame, a.result.frame);
    if (b.ok) adopt(run.frame, b.result.frame);
    writeHole(run, out, cause, span);
  }
}

function writeEither(run: Run, out: Output, a: Output, b: Output, cause: Unknown, span: TemplateRange): void {
  if (out.mode === "typed") {
    if (a.writes.length === 0 && b.writes.length === 0) return;
    out.writes.push(derived(cause, { maybeNull: true }));
  }
  if (sameParts(a.parts, b.parts)) {
    for (const [index, part] of a.parts.entries()) writeParts(run, out, [part], a.spans[index] ?? span);
  } else {
    writeParts(run, out, joinParts(a.parts, b.parts, cause), span);
  }
}

export function writeHole(run: Run, out: Output, cause: Unknown, span: TemplateRange): void {
  const hole = derived(cause, { maybeNull: true });
  if (out.mode === "typed") out.writes.push(hole);
  writeParts(run, out, [derived(hole)], span);
}
