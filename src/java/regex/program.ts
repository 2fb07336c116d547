import { unsupported } from "../error.ts";
import type { CharTest } from "./char-class.ts";
import type { AnchorKind, RegexNode, RepeatMode } from "./node.ts";
import { width } from "./node.ts";

/** One instruction of the backtracking machine; targets are indexes into the program. */
export type Instruction =
  | { readonly op: "char"; readonly test: CharTest }
  | {
      readonly op: "chars";
      readonly test: CharTest;
      readonly min: number;
      readonly max: number;
      readonly mode: RepeatMode;
    }
  | { readonly op: "save"; readonly slot: number }
  | { readonly op: "split"; readonly first: number; readonly second: number }
  | { readonly op: "jump"; readonly to: number }
  | { readonly op: "mark"; readonly register: number }
  | { readonly op: "progress"; readonly register: number; readonly otherwise: number }
  | { readonly op: "anchor"; readonly what: AnchorKind; readonly unixLines: boolean }
  | {
      readonly op: "back-reference";
      readonly index: number;
      readonly ignoreCase: boolean;
      readonly unicodeCase: boolean;
    }
  | { readonly op: "atomic"; readonly body: number; readonly next: number }
  | {
      readonly op: "look";
      readonly behind: boolean;
      readonly negative: boolean;
      readonly body: number;
      readonly next: number;
      readonly min: number;
      readonly max: number;
    }
  | { readonly op: "accept" };

export interface RegexProgram {
  readonly code: readonly Instruction[];
  readonly registers: number;
}

const MAX_INSTRUCTIONS = 20_000;

type Draft = { -readonly [K in keyof Instruction]: Instruction[K] } & Instruction;

/** Compiles a parsed expression; counted repeats of groups are written out. */
export function compileProgram(root: RegexNode): RegexProgram {
  const code: Draft[] = [];
  let registers = 0;

  const emit = <T extends Instruction>(instruction: T): number => {
    if (code.length >= MAX_INSTRUCTIONS) throw unsupported("a repetition this large");
    code.push(instruction as Draft);
    return code.length - 1;
  };
  const patch = (at: number, change: object): void => {
    Object.assign(code[at] ?? {}, change);
  };

  const compileRepeat = (node: RegexNode & { kind: "repeat" }): void => {
    if (node.body.kind === "char") {
      emit({ op: "chars", test: node.body.test, min: node.min, max: node.max, mode: node.mode });
      return;
    }
    if (node.mode === "possessive") {
      const at = emit({ op: "atomic", body: code.length + 1, next: 0 });
      // Java gives nothing back inside a round either.
      compileRepeat({ ...node, mode: "greedy", body: { kind: "atomic", body: node.body } });
      emit({ op: "accept" });
      patch(at, { next: code.length });
      return;
    }
    const lazy = node.mode === "lazy";
    for (let round = 0; round < node.min; round++) compile(node.body);
    if (node.max === Infinity) {
      const register = registers++;
      const at = emit({ op: "split", first: 0, second: 0 });
      const start = emit({ op: "mark", register });
      compile(node.body);
      // A round that consumed nothing ends the loop instead of going round again, as in Java.
      const check = emit({ op: "progress", register, otherwise: 0 });
      emit({ op: "jump", to: at });
      patch(check, { otherwise: code.length });
      patch(at, lazy ? { first: code.length, second: start } : { first: start, second: code.length });
      return;
    }
    const exits: number[] = [];
    for (let round = node.min; round < node.max; round++) {
      exits.push(emit({ op: "split", first: 0, second: 0 }));
      compile(node.body);
    }
    for (const exit of exits) {
      const inside = exit + 1;
      patch(exit, lazy ? { first: code.length, second: inside } : { first: inside, second: code.length });
    }
  };

  const compile = (node: RegexNode): void => {
    switch (node.kind) {
      case "char":
        emit({ op: "char", test: node.test });
        return;
      case "sequence":
        for (const item of node.items) compile(item);
        return;
      case "alternatives": {
        const ends: number[] = [];
        for (const [index, option] of node.options.entries()) {
          if (index === node.options.length - 1) {
            compile(option);
            break;
          }
          const at = emit({ op: "split", first: code.length + 1, second: 0 });
          compile(option);
          ends.push(emit({ op: "jump", to: 0 }));
          patch(at, { second: code.length });
        }
        for (const end of ends) patch(end, { to: code.length });
        return;
      }
      case "group":
        emit({ op: "save", slot: node.index * 2 });
        compile(node.body);
        emit({ op: "save", slot: node.index * 2 + 1 });
        return;
      case "atomic": {
        const at = emit({ op: "atomic", body: code.length + 1, next: 0 });
        compile(node.body);
        emit({ op: "accept" });
        patch(at, { next: code.length });
        return;
      }
      case "repeat":
        compileRepeat(node);
        return;
      case "look": {
        const { min, max } = width(node.body);
        const { behind, negative } = node;
        const at = emit({ op: "look", behind, negative, body: code.length + 1, next: 0, min, max });
        compile(node.body);
        emit({ op: "accept" });
        patch(at, { next: code.length });
        return;
      }
      case "back-reference":
        emit({
          op: "back-reference",
          index: node.index,
          ignoreCase: node.ignoreCase,
          unicodeCase: node.unicodeCase,
        });
        return;
      case "anchor":
        emit({ op: "anchor", what: node.what, unixLines: node.unixLines });
        return;
    }
  };

  compile(root);
  emit({ op: "accept" });
  return { code, registers };
}
