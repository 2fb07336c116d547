/**
 * The selection language, one grammar for every command.
 *
 *     selection = or end
 *     or        = and { [ "or" ] and }           a space alone between two operands means "or" too
 *     and       = not { ( "and" | "," ) not }    "," touches both of its operands
 *     not       = "not" not | walk
 *     walk      = [ [ n ] "+" ] operand [ "+" [ n ] ]     without spaces; no n is unlimited, n the exact distance
 *     operand   = "*" | "external" | method ":" value | bare | string
 *               | ( "roots" | "sinks" ) "(" or ")" | "(" or ")"
 *     method    = "id" | "type" | "namespace" | "meta." key | "owner" | "status" | "certainty" | "origin" | "flow" | "writes" | "reads"
 *               | "task" | "plugin" | "label" | "path" | "state"
 *     value     = string | bare, which after a method may hold ":" as well
 *     bare      = letters, digits, "." "_" "-" "*" "?" "/" "@" "="
 *     string    = '"' ... '"' | "'" ... "'"      "\" takes the next character as it is
 *     n         = digits
 *
 * "+" binds tightest, then "not", "and", "or". Without a method a bare word that holds "/" or ends in ".yml" or
 * ".yaml" is a path, any other word and every string an id. "*" and "?" are wildcards in bare words only. "and", "or" and
 * "not", in upper or lower case, and "external" mean themselves only when not in quotes; "roots" and "sinks" only when "(" touches them.
 */

import { CERTAINTIES } from "../model/model.ts";
import { suggest } from "../util/suggest.ts";
import {
  type Atom,
  type Depth,
  type Ends,
  METHODS,
  type Method,
  ORIGINS,
  type Selection,
  STATES,
} from "./ast.ts";
import { SelectionError } from "./selection-error.ts";
import { type SelectionToken, type SelectionTokenKind, tokenizeSelection } from "./tokenize.ts";

/** Deeper than readable selections, and far from a stack overflow. */
const MAX_DEPTH = 200;
/** Larger than the longest path of an inventory in memory. */
const MAX_STEPS = 1_000_000_000;

/** Parses a selection. Throws a SelectionError with the position and the expected syntax. */
export function parseSelection(text: string): Selection {
  const parser = createParser(text);
  const selection = parser.or(0);
  parser.expect("end", 'Expected "and", "or", "," or the end.');
  return selection;
}

function createParser(text: string) {
  const tokens = tokenizeSelection(text);
  let index = 0;
  const end = tokens.at(-1) ?? { kind: "end", text: "", start: 0, end: 0 };
  const peek = (ahead = 0): SelectionToken => tokens[index + ahead] ?? end;
  const next = (): SelectionToken => tokens[index++] ?? end;
  const touches = (ahead: number): boolean => peek(ahead - 1).end === peek(ahead).start;
  const fail: (token: SelectionToken, problem: string, hint?: string) => never = (token, problem, hint) => {
    throw new SelectionError(text, token.start, problem, hint);
  };

  function expect(kind: SelectionTokenKind, hint: string): SelectionToken {
    const token = peek();
    if (token.kind !== kind) fail(token, unexpected(token), hint);
    return next();
  }

  function isKeyword(token: SelectionToken, word: string): boolean {
    return token.kind === "word" && token.text.toLowerCase() === word;
  }

  function startsOperand(token: SelectionToken): boolean {
    return token.kind === "word" || token.kind === "string" || token.kind === "(" || token.kind === "+";
  }

  function or(depth: number): Selection {
    if (depth > MAX_DEPTH) fail(peek(), `parentheses are nested more than ${MAX_DEPTH} deep`);
    const items = [and(depth)];
    for (;;) {
      if (isKeyword(peek(), "or")) next();
      else if (!startsOperand(peek())) break;
      else if (index > 0 && touches(0)) {
        fail(
          peek(),
          "missing operator between two operands",
          'Expected "and", "or", "," or a space (which means "or") between them.',
        );
      }
      items.push(and(depth));
    }
    return combine("or", items);
  }

  function and(depth: number): Selection {
    const items = [not(depth)];
    for (;;) {
      const token = peek();
      if (isKeyword(token, "and")) next();
      else if (token.kind === ",") {
        if (!touches(0) || !touches(1)) {
          fail(token, 'unexpected space next to ","', 'Write "a,b" or "a and b": a space alone means "or".');
        }
        next();
      } else break;
      items.push(not(depth));
    }
    return combine("and", items);
  }

  function not(depth: number): Selection {
    let negations = 0;
    // Iterative, so that a long sequence needs no stack.
    while (isKeyword(peek(), "not")) {
      next();
      negations++;
      if (negations > MAX_DEPTH) fail(peek(), `more than ${MAX_DEPTH} times "not" in a row`);
    }
    let of = walk(depth);
    for (; negations > 0; negations--) of = { kind: "not", of };
    return of;
  }

  function walk(depth: number): Selection {
    const up = upDepth();
    const of = operand(depth);
    const down = downDepth();
    if (up === undefined && down === undefined) return of;
    return { kind: "walk", ...(up !== undefined && { up }), ...(down !== undefined && { down }), of };
  }

  function upDepth(): Depth | undefined {
    const numbered = isNumber(peek()) && peek(1).kind === "+" && touches(1);
    // "2+" alone is the asset "2" and everything downstream; "2+x" is two steps upstream of x.
    if (numbered && !(touches(2) && startsOperand(peek(2)) && peek(2).kind !== "+")) return undefined;
    if (!numbered && peek().kind !== "+") return undefined;
    const depth = numbered ? steps(next()) : "unlimited";
    const plus = next();
    if (!startsOperand(peek()) || peek().start !== plus.end || peek().kind === "+") {
      fail(
        { ...peek(), start: plus.end },
        'missing operand after "+"',
        'Expected an operand, as in "+trips".',
      );
    }
    return depth;
  }

  function downDepth(): Depth | undefined {
    if (peek().kind !== "+" || !touches(0)) return undefined;
    next();
    if (!touches(0)) return "unlimited";
    if (isNumber(peek())) return steps(next());
    if (peek().kind === "+")
      fail(peek(), 'two "+" in a row', '"+" means any distance; "+2" means two steps.');
    if (startsOperand(peek())) {
      fail(
        peek(),
        'unexpected operand after "+"',
        'Expected a number or a space. "a+ and +b" selects everything between a and b.',
      );
    }
    return "unlimited";
  }

  function steps(token: SelectionToken): number {
    const number = Number(token.text);
    if (number > MAX_STEPS)
      fail(token, `"${token.text}" steps are too many`, "Omit the number for any distance.");
    return number;
  }

  function operand(depth: number): Selection {
    const token = peek();
    if (token.kind === "(") return group(depth);
    if (token.kind === "string") {
      next();
      refuseColon(token);
      return { kind: "atom", method: "id", value: token.text, quoted: true, at: token.start };
    }
    if (token.kind !== "word") {
      fail(token, unexpected(token), 'Expected an id, a method such as "type:", "roots(", "(" or "not".');
    }
    if (peek(1).kind === "(" && touches(1)) return called(depth);
    if (peek(1).kind === ":" && touches(1)) return methodAtom();
    next();
    if (isKeyword(token, "and") || isKeyword(token, "or")) {
      fail(
        token,
        `missing operand before "${token.text}"`,
        `Write "id:${token.text}" for an asset with this name.`,
      );
    }
    if (token.text === "external") return { kind: "external" };
    if (token.text === "*") return { kind: "all" };
    const method = looksLikePath(token.text) ? "path" : "id";
    return { kind: "atom", method, value: token.text, quoted: false, at: token.start };
  }

  function group(depth: number): Selection {
    const open = next();
    const inner = or(depth + 1);
    if (peek().kind !== ")")
      fail(peek(), unexpected(peek()), `Expected ")" for the "(" at character ${open.start + 1}.`);
    next();
    return inner;
  }

  function called(depth: number): Ends | Selection {
    const name = next();
    if (name.text === "roots" || name.text === "sinks") return { kind: name.text, of: group(depth) };
    return fail(
      name,
      `unknown function "${name.text}"${near(name.text, ["roots", "sinks"])}`,
      'Expected "roots(" or "sinks(".',
    );
  }

  function methodAtom(): Atom {
    const name = next();
    next();
    const dot = name.text.indexOf(".");
    const word = dot < 0 ? name.text : name.text.slice(0, dot);
    const key = dot < 0 ? undefined : name.text.slice(dot + 1);
    if (!isMethod(word) || (key !== undefined && word !== "meta")) return unknownMethod(name);
    if (word === "meta" && !key)
      fail(name, '"meta" needs a key', 'Write "meta.<key>:<value>", as in "meta.owner:data".');
    const { value, quoted, start } = readValue(name);
    checkValue(word, value, start);
    return { kind: "atom", method: word, ...(key !== undefined && { key }), value, quoted, at: name.start };
  }

  function readValue(name: SelectionToken): { value: string; quoted: boolean; start: number } {
    const first = peek();
    const expected = `Expected a value, as in "${name.text}:name"; quote values with spaces.`;
    if (peek(-1).end !== first.start || first.kind === "end") {
      fail({ ...first, start: peek(-1).end }, `"${name.text}:" has no value`, expected);
    }
    if (first.kind === "string") {
      next();
      refuseColon(first);
      return { value: first.text, quoted: true, start: first.start };
    }
    let value = "";
    while ((peek().kind === "word" || peek().kind === ":") && (value === "" || touches(0)))
      value += next().text;
    if (value === "") fail(first, `"${name.text}:" has no value`, expected);
    return { value, quoted: false, start: first.start };
  }

  function refuseColon(token: SelectionToken): void {
    if (peek().kind === ":" && touches(0)) {
      fail(
        peek(),
        'unexpected ":" after a quoted value',
        `Quote the whole value: ${JSON.stringify(`${token.text}:...`)}.`,
      );
    }
  }

  function unknownMethod(name: SelectionToken): never {
    // An id such as crn:aws:s3 looks like a method, so the hint covers both.
    let whole = `${name.text}:`;
    while ((peek().kind === "word" || peek().kind === ":") && touches(0)) whole += next().text;
    throw new SelectionError(
      text,
      name.start,
      `unknown method "${name.text}"${near(name.text, Object.keys(METHODS))}`,
      `Methods: ${Object.keys(METHODS).join(", ")}. For an id with ":" write id:${whole} or "${whole}".`,
    );
  }

  function checkValue(method: Method, value: string, start: number): void {
    const allowed: readonly string[] | undefined =
      method === "state"
        ? STATES
        : method === "certainty"
          ? CERTAINTIES
          : method === "origin"
            ? ORIGINS
            : undefined;
    if (!allowed || allowed.includes(value)) return;
    throw new SelectionError(
      text,
      start,
      `invalid value for "${method}:": "${value}"${near(value, allowed)}`,
      `Expected one of ${allowed.join(", ")}.`,
    );
  }

  return { or, expect };
}

function combine(kind: "and" | "or", items: readonly Selection[]): Selection {
  const [first] = items;
  if (first !== undefined && items.length === 1) return first;
  // (a or b) or c is a or b or c: one tree per meaning, so that printing and parsing agree.
  return { kind, items: items.flatMap((item) => (item.kind === kind ? item.items : [item])) };
}

function isNumber(token: SelectionToken): boolean {
  return token.kind === "word" && /^[0-9]+$/.test(token.text);
}

function isMethod(word: string): word is Method {
  return Object.hasOwn(METHODS, word);
}

/** Whether a bare word without a method is a file. */
export function looksLikePath(word: string): boolean {
  return word.includes("/") || /\.ya?ml$/.test(word);
}

function unexpected(token: SelectionToken): string {
  if (token.kind === "end") return "unexpected end of the selection";
  return `unexpected ${JSON.stringify(token.text)}`;
}

function near(word: string, candidates: readonly string[]): string {
  const [best] = suggest(word, candidates, { limit: 1, partial: true });
  return best === undefined ? "" : ` (did you mean "${best}"?)`;
}
