import { charge, stepsLeft } from "../budget.ts";
import { invalid } from "../error.ts";
import { matchAt, type StepBudget } from "./machine.ts";

export type { StepBudget };

import { parseRegex } from "./parser.ts";
import { compileProgram, type RegexProgram } from "./program.ts";

/** A compiled Java regular expression. */
export interface JavaRegex {
  readonly program: RegexProgram;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
  /** The pattern has characters beyond U+FFFF; only then does Java never start in the middle of one. */
  readonly pairs: boolean;
}

/** One match: `groups[0]` is the whole; a group that took no part is undefined. */
export interface JavaMatch {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
}

const compiled = new Map<string, JavaRegex>();
const CACHE_SIZE = 500;
/** Steps one operation may take: some milliseconds. */
const STEPS = 250_000;
/** Steps that making a match counts for. */
const MATCH_COST = 10;

/**
 * Compiles a pattern of java.util.regex.Pattern.
 * @throws JavaError `invalid` when Java refuses it, `unsupported` when it uses a construct not known here
 */
export function compileRegex(pattern: string): JavaRegex {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const parsed = parseRegex(pattern);
  const regex = {
    program: compileProgram(parsed.root),
    groups: parsed.groups,
    names: parsed.names,
    pairs: /[\u{10000}-\u{10ffff}]/u.test(pattern),
  };
  if (compiled.size >= CACHE_SIZE) compiled.clear();
  compiled.set(pattern, regex);
  return regex;
}

function operationBudget(): StepBudget {
  return { left: Math.min(STEPS, stepsLeft()) };
}

/** Matcher.find(), repeated: every match from left to right. Throws a JavaError (`limit`) after too many steps. */
export function* findAll(regex: JavaRegex, text: string): Generator<JavaMatch> {
  const budget = operationBudget();
  let from = 0;
  let lastEnd = 0;
  while (from <= text.length) {
    const match = findFrom(regex, text, from, lastEnd, budget);
    if (match === undefined) return;
    budget.left -= MATCH_COST;
    yield match;
    lastEnd = match.end;
    from = match.end === match.start ? match.end + 1 : match.end;
  }
}

/** The first match, or undefined. */
export function findFirst(regex: JavaRegex, text: string): JavaMatch | undefined {
  return findFrom(regex, text, 0, 0, operationBudget());
}

/**
 * Matcher.matches(): whether the whole text matches. Throws a JavaError (`limit`) when the budget is used up.
 *
 * @param budget shared by many texts
 */
export function matchesWhole(regex: JavaRegex, text: string, budget: StepBudget): boolean {
  return matchAt(regex.program, regex.groups, text, 0, 0, budget, text.length) !== undefined;
}

function findFrom(
  regex: JavaRegex,
  text: string,
  from: number,
  lastEnd: number,
  budget: StepBudget,
): JavaMatch | undefined {
  const before = budget.left;
  try {
    return firstFrom(regex, text, from, lastEnd, budget);
  } finally {
    charge(before - budget.left);
  }
}

function firstFrom(
  regex: JavaRegex,
  text: string,
  from: number,
  lastEnd: number,
  budget: StepBudget,
): JavaMatch | undefined {
  for (let start = from; start <= text.length; start++) {
    const slots = matchAt(regex.program, regex.groups, text, start, lastEnd, budget);
    if (slots === undefined) {
      if (regex.pairs && (text.codePointAt(start) ?? 0) > 0xffff) start++;
      continue;
    }
    const groups: (string | undefined)[] = [];
    for (let index = 0; index <= regex.groups; index++) {
      const [open, close] = [slots[index * 2] ?? -1, slots[index * 2 + 1] ?? -1];
      groups.push(open < 0 || close < 0 ? undefined : text.slice(open, close));
    }
    return { start, end: slots[1] ?? start, groups };
  }
  return undefined;
}

/** String.replaceAll / Matcher.replaceAll: `$1` and `${name}` insert groups, a backslash takes the next character literally. A replacement that Java refuses shows only where something matches. */
export function replaceAll(regex: JavaRegex, text: string, replacement: string): string {
  let result = "";
  let last = 0;
  for (const match of findAll(regex, text)) {
    result += text.slice(last, match.start) + expand(regex, match, replacement);
    last = match.end;
  }
  return result + text.slice(last);
}

function expand(regex: JavaRegex, match: JavaMatch, replacement: string): string {
  let result = "";
  for (let at = 0; at < replacement.length; at++) {
    const ch = replacement[at] ?? "";
    if (ch === "\\") {
      at++;
      if (at >= replacement.length) throw invalid("character to be escaped is missing");
      result += replacement[at];
      continue;
    }
    if (ch !== "$") {
      result += ch;
      continue;
    }
    const named = /^\{([A-Za-z][A-Za-z0-9]*)\}/.exec(replacement.slice(at + 1));
    if (named !== null) {
      const index = regex.names.get(named[1] ?? "");
      if (index === undefined) throw invalid(`No group with name {${named[1]}}`);
      result += match.groups[index] ?? "";
      at += named[0].length;
      continue;
    }
    const digit = replacement[at + 1] ?? "";
    if (!/[0-9]/.test(digit)) throw invalid("Illegal group reference");
    let index = Number(digit);
    at++;
    for (;;) {
      const next = replacement[at + 1] ?? "";
      if (!/[0-9]/.test(next) || index * 10 + Number(next) > regex.groups) break;
      index = index * 10 + Number(next);
      at++;
    }
    if (index > regex.groups) throw invalid(`No group ${index}`);
    result += match.groups[index] ?? "";
  }
  return result;
}

/**
 * String.split(regex, limit): no empty piece for an empty match at the start; trailing empty pieces are dropped when
 * the limit is 0; a positive limit bounds the number of pieces; a text without any match is the only piece.
 */
export function splitByRegex(regex: JavaRegex, text: string, limit: number): readonly string[] {
  const pieces: string[] = [];
  let last = 0;
  let matched = false;
  for (const match of findAll(regex, text)) {
    if (limit > 0 && pieces.length >= limit - 1) break;
    if (match.end === 0) continue;
    matched = true;
    pieces.push(text.slice(last, match.start));
    last = match.end;
  }
  if (!matched) return [text];
  pieces.push(text.slice(last));
  if (limit === 0) while (pieces.length > 0 && pieces.at(-1) === "") pieces.pop();
  return pieces;
}
