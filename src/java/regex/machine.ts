import { beyondLimit } from "../error.ts";
import { anchorHolds } from "./anchor.ts";
import type { Instruction, RegexProgram } from "./program.ts";

/** Steps left for a whole operation, such as all matches of a replace. Shared, so that they add up. */
export interface StepBudget {
  left: number;
}

const MAX_STACK = 200_000;

/** A choice to return to when a path fails. */
type Choice =
  | { readonly kind: "go"; readonly at: number; readonly position: number }
  | { readonly kind: "slot"; readonly slot: number; readonly value: number }
  | { readonly kind: "register"; readonly register: number; readonly value: number }
  | { readonly kind: "shrink"; readonly at: number; readonly least: number; position: number }
  | { readonly kind: "grow"; readonly at: number; position: number; count: number };

interface Run {
  readonly text: string;
  readonly program: RegexProgram;
  readonly slots: number[];
  readonly registers: number[];
  readonly lastEnd: number;
  readonly budget: StepBudget;
}

/**
 * Tries to match at exactly `start`; returns the capture slots (start, end of each group; -1 for none) or undefined.
 * With `mustEnd`, a match must end there.
 * A backtracking machine like Java's, with the same order of attempts, its own stack and a count of steps.
 */
export function matchAt(
  program: RegexProgram,
  groups: number,
  text: string,
  start: number,
  lastEnd: number,
  budget: StepBudget,
  mustEnd?: number,
): readonly number[] | undefined {
  const run: Run = {
    text,
    program,
    slots: new Array<number>((groups + 1) * 2).fill(-1),
    registers: new Array<number>(program.registers).fill(-1),
    lastEnd,
    budget,
  };
  const end = execute(run, 0, start, mustEnd);
  if (end === undefined) return undefined;
  run.slots[0] = start;
  run.slots[1] = end;
  return run.slots;
}

/** Runs from instruction `from`; returns where it accepted. `mustEnd`: acceptance anywhere else counts as a failure. */
function execute(run: Run, from: number, start: number, mustEnd: number | undefined): number | undefined {
  const { text, slots, registers, budget } = run;
  const stack: Choice[] = [];
  let at = from;
  let position = start;
  for (;;) {
    if (--budget.left < 0) throw beyondLimit("the regular expression takes too many steps");
    if (stack.length > MAX_STACK) throw beyondLimit("the regular expression backtracks too far");
    const instruction = run.program.code[at];
    let ok = true;
    switch (instruction?.op) {
      case undefined:
        return undefined;
      case "char": {
        const code = text.codePointAt(position);
        ok = code !== undefined && instruction.test(code);
        position += code !== undefined && code > 0xffff ? 2 : 1;
        at++;
        break;
      }
      case "chars": {
        const reached = runChars(run, instruction, position, at, stack);
        ok = reached !== undefined;
        position = reached ?? position;
        at++;
        break;
      }
      case "save":
        stack.push({ kind: "slot", slot: instruction.slot, value: slots[instruction.slot] ?? -1 });
        slots[instruction.slot] = position;
        at++;
        break;
      case "split":
        stack.push({ kind: "go", at: instruction.second, position });
        at = instruction.first;
        break;
      case "jump":
        at = instruction.to;
        break;
      case "mark":
        stack.push({
          kind: "register",
          register: instruction.register,
          value: registers[instruction.register] ?? -1,
        });
        registers[instruction.register] = position;
        at++;
        break;
      case "progress":
        at = position > (registers[instruction.register] ?? -1) ? at + 1 : instruction.otherwise;
        break;
      case "anchor":
        ok = anchorHolds(instruction, text, position, run.lastEnd);
        at++;
        break;
      case "back-reference": {
        const reached = matchReference(run, instruction, position);
        ok = reached !== undefined;
        position = reached ?? position;
        at++;
        break;
      }
      case "atomic": {
        const before = [...slots];
        const end = execute(run, instruction.body, position, undefined);
        ok = end !== undefined;
        if (ok) pushChangedSlots(stack, before, slots);
        position = end ?? position;
        at = instruction.next;
        break;
      }
      case "look": {
        const before = [...slots];
        const found = look(run, instruction, position);
        ok = found !== instruction.negative;
        if (instruction.negative) slots.splice(0, slots.length, ...before);
        else if (ok) pushChangedSlots(stack, before, slots);
        at = instruction.next;
        break;
      }
      case "accept":
        if (mustEnd === undefined || mustEnd === position) return position;
        ok = false;
        break;
    }
    if (ok) continue;
    const resumed = backtrack(run, stack);
    if (resumed === undefined) return undefined;
    at = resumed.at;
    position = resumed.position;
  }
}

function backtrack(run: Run, stack: Choice[]): { at: number; position: number } | undefined {
  for (;;) {
    const choice = stack.at(-1);
    if (choice === undefined) return undefined;
    if (--run.budget.left < 0) throw beyondLimit("the regular expression takes too many steps");
    switch (choice.kind) {
      case "go":
        stack.pop();
        return choice;
      case "slot":
        run.slots[choice.slot] = choice.value;
        stack.pop();
        break;
      case "register":
        run.registers[choice.register] = choice.value;
        stack.pop();
        break;
      case "shrink": {
        if (choice.position <= choice.least) {
          stack.pop();
          break;
        }
        choice.position -= isPairBefore(run.text, choice.position) ? 2 : 1;
        return { at: choice.at, position: choice.position };
      }
      case "grow": {
        const instruction = run.program.code[choice.at - 1];
        const code = run.text.codePointAt(choice.position);
        const fits =
          instruction?.op === "chars" &&
          choice.count < instruction.max &&
          code !== undefined &&
          instruction.test(code);
        if (!fits) {
          stack.pop();
          break;
        }
        choice.position += code > 0xffff ? 2 : 1;
        choice.count++;
        return { at: choice.at, position: choice.position };
      }
    }
  }
}

function isPairBefore(text: string, position: number): boolean {
  const low = text.charCodeAt(position - 1);
  const high = text.charCodeAt(position - 2);
  return low >= 0xdc00 && low <= 0xdfff && high >= 0xd800 && high <= 0xdbff;
}

function runChars(
  run: Run,
  instruction: Instruction & { op: "chars" },
  start: number,
  at: number,
  stack: Choice[],
): number | undefined {
  const { text, budget } = run;
  let position = start;
  let least = start;
  let count = 0;
  const wanted = instruction.mode === "lazy" ? instruction.min : instruction.max;
  while (count < wanted) {
    if (--budget.left < 0) throw beyondLimit("the regular expression takes too many steps");
    const code = text.codePointAt(position);
    if (code === undefined || !instruction.test(code)) break;
    position += code > 0xffff ? 2 : 1;
    count++;
    if (count === instruction.min) least = position;
  }
  if (count < instruction.min) return undefined;
  if (instruction.mode === "lazy") stack.push({ kind: "grow", at: at + 1, position, count });
  else if (instruction.mode === "greedy" && position > least)
    stack.push({ kind: "shrink", at: at + 1, least, position });
  return position;
}

function pushChangedSlots(stack: Choice[], before: readonly number[], after: readonly number[]): void {
  for (const [slot, value] of before.entries()) {
    if (after[slot] !== value) stack.push({ kind: "slot", slot, value });
  }
}

function look(run: Run, instruction: Instruction & { op: "look" }, position: number): boolean {
  if (!instruction.behind) return execute(run, instruction.body, position, undefined) !== undefined;
  const farthest = Math.max(0, position - instruction.max);
  for (let from = position - instruction.min; from >= farthest; from--) {
    if (execute(run, instruction.body, from, position) !== undefined) return true;
  }
  return false;
}

function matchReference(
  run: Run,
  instruction: Instruction & { op: "back-reference" },
  position: number,
): number | undefined {
  const from = run.slots[instruction.index * 2] ?? -1;
  const to = run.slots[instruction.index * 2 + 1] ?? -1;
  if (from < 0 || to < 0) return undefined;
  const wanted = run.text.slice(from, to);
  const found = run.text.slice(position, position + wanted.length);
  run.budget.left -= wanted.length;
  const fold = (text: string): string =>
    instruction.unicodeCase
      ? text.toUpperCase().toLowerCase()
      : text.replace(/[A-Z]/g, (ch) => ch.toLowerCase());
  const equal = wanted === found || (instruction.ignoreCase && fold(wanted) === fold(found));
  return equal ? position + wanted.length : undefined;
}
