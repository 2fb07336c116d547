import { limitExceeded } from "../values/failure.ts";
import { double, FALSE, long, NULL, string, TRUE, type Value } from "../values/value.ts";
import { BINARY_OPERATORS, precedenceOf, UNARY_PRECEDENCE } from "./precedence.ts";
import type { CallArguments, Expression, FilterCall } from "./syntax-tree.ts";
import {
  advance,
  current,
  expect,
  is,
  newName,
  next,
  peek,
  type Tokens,
  unexpected,
} from "./token-stream.ts";

const MAX_DEPTH = 100;
/** Longest chain of operators on one level, which makes a tree of that depth. */
const MAX_CHAIN = 300;

/** Precedence climbing, as reference: Pebble's ExpressionParser. Every binary operator is left associative. */
export function parseExpression(tokens: Tokens, minimum = 0): Expression {
  tokens.depth += 1;
  if (tokens.depth > MAX_DEPTH)
    throw limitExceeded(`the expression is nested deeper than ${MAX_DEPTH} levels`);
  let expression = parseOperand(tokens);
  for (let chain = 0; ; chain++) {
    const token = current(tokens);
    const precedence = token.type === "operator" ? precedenceOf(token.value, tokens.dialect) : undefined;
    if (precedence === undefined || precedence < minimum) break;
    if (chain > MAX_CHAIN) throw limitExceeded(`more than ${MAX_CHAIN} operators in sequence`);
    advance(tokens);
    expression = parseRightSide(tokens, expression, token.value, precedence);
  }
  if (minimum === 0 && is(current(tokens), "punctuation", "?")) expression = parseTernary(tokens, expression);
  tokens.depth -= 1;
  return expression;
}

function parseRightSide(tokens: Tokens, left: Expression, operator: string, precedence: number): Expression {
  const { start } = left;
  if (operator === "|") {
    const call = parseFilterCall(tokens);
    return { type: "filter", input: left, call, start, end: call.end };
  }
  if (operator === "is" || operator === "is not") {
    const name = expect(tokens, "name");
    const args = optionalArguments(tokens);
    const negated = operator === "is not";
    const nameRange = { start: name.start, end: name.end };
    const end = previousEnd(tokens);
    return { type: "test", input: left, name: name.value, nameRange, args, negated, start, end };
  }
  const right = parseExpression(tokens, precedence + 1);
  const known = BINARY_OPERATORS.get(operator);
  if (known === undefined) throw unexpected(current(tokens));
  return { type: "binary", operator: known, left, right, start, end: right.end };
}

function parseTernary(tokens: Tokens, condition: Expression): Expression {
  advance(tokens);
  const then = parseExpression(tokens);
  expect(tokens, "punctuation", ":");
  const otherwise = parseExpression(tokens);
  return { type: "ternary", condition, then, otherwise, start: condition.start, end: otherwise.end };
}

function parseOperand(tokens: Tokens): Expression {
  const token = current(tokens);
  if (token.type === "operator" && (token.value === "not" || token.value === "+" || token.value === "-")) {
    advance(tokens);
    const operand = parseExpression(tokens, UNARY_PRECEDENCE);
    return { type: "unary", operator: token.value, operand, start: token.start, end: operand.end };
  }
  if (is(token, "punctuation", "(")) {
    advance(tokens);
    const inner = parseExpression(tokens);
    const { end } = expect(tokens, "punctuation", ")");
    return parsePostfix(tokens, { ...inner, start: token.start, end });
  }
  if (is(token, "punctuation", "[")) return parseList(tokens);
  if (is(token, "punctuation", "{")) return parseMap(tokens);
  if (token.type === "name") return parseName(tokens);
  return parsePostfix(tokens, parseLiteral(tokens));
}

const CONSTANTS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["true", TRUE],
  ["TRUE", TRUE],
  ["false", FALSE],
  ["FALSE", FALSE],
  ["null", NULL],
  ["NULL", NULL],
  ["none", NULL],
  ["NONE", NULL],
]);

/** A constant, a variable or a call. */
function parseName(tokens: Tokens): Expression {
  const { value: name, start, end } = current(tokens);
  const constant = CONSTANTS.get(name);
  advance(tokens);
  if (constant !== undefined) return parsePostfix(tokens, { type: "literal", value: constant, start, end });
  if (!is(current(tokens), "punctuation", "("))
    return parsePostfix(tokens, { type: "name", name, start, end });
  const args = parseArguments(tokens);
  return parsePostfix(tokens, { type: "call", name, args, start, end: previousEnd(tokens) });
}

function parseLiteral(tokens: Tokens): Expression {
  const token = current(tokens);
  const { start, end } = token;
  switch (token.type) {
    case "string":
    case "interpolation-start":
      return parseString(tokens);
    case "number":
    case "long": {
      advance(tokens);
      if (token.value.includes("."))
        return { type: "literal", value: double(Number(token.value)), start, end };
      const integer = token.value.length > 30 ? undefined : BigInt(token.value);
      if (integer === undefined || BigInt.asIntN(64, integer) !== integer) {
        throw unexpected(token, `the number ${token.value.slice(0, 30)} is too large for a Long`);
      }
      return { type: "literal", value: long(integer), start, end };
    }
    default:
      throw unexpected(token);
  }
}

/** A string, or the pieces of an interpolated one: `"#{x}"` alone is x itself, else all pieces are joined by `~`. */
function parseString(tokens: Tokens): Expression {
  const { start } = current(tokens);
  let whole: Expression | undefined;
  let afterString = false;
  for (let pieces = 0; ; pieces++) {
    const token = current(tokens);
    let piece: Expression;
    if (token.type === "string" && !afterString) {
      piece = { type: "literal", value: string(token.value), start: token.start, end: token.end };
      advance(tokens);
      afterString = true;
    } else if (token.type === "interpolation-start") {
      advance(tokens);
      piece = parseExpression(tokens);
      expect(tokens, "interpolation-end");
      afterString = false;
    } else break;
    if (pieces > MAX_CHAIN) throw limitExceeded(`a string has more than ${MAX_CHAIN} pieces`);
    const end = previousEnd(tokens);
    whole =
      whole === undefined ? piece : { type: "binary", operator: "~", left: whole, right: piece, start, end };
  }
  return whole ?? { type: "literal", value: string(""), start, end: start };
}

function parsePostfix(tokens: Tokens, operand: Expression): Expression {
  let expression = operand;
  for (let chain = 0; ; chain++) {
    const token = current(tokens);
    const { start } = expression;
    if (chain > MAX_CHAIN) throw limitExceeded(`more than ${MAX_CHAIN} attributes in sequence`);
    if (is(token, "punctuation", ".")) {
      advance(tokens);
      const name = expect(tokens, "name");
      const key: Expression = {
        type: "literal",
        value: string(name.value),
        start: name.start,
        end: name.end,
      };
      if (!is(current(tokens), "punctuation", "(")) {
        expression = { type: "attribute", target: expression, key, start, end: name.end };
        continue;
      }
      const args = parseArguments(tokens);
      if (args.named.length > 0) throw unexpected(name, "a method takes no named arguments");
      const end = previousEnd(tokens);
      expression = { type: "attribute", target: expression, key, args: args.positional, start, end };
    } else if (is(token, "punctuation", "[")) {
      advance(tokens);
      const key = parseExpression(tokens);
      const { end } = expect(tokens, "punctuation", "]");
      expression = { type: "attribute", target: expression, key, start, end };
    } else if (is(token, "punctuation", "(")) {
      throw unexpected(token, "only a name can be called");
    } else return expression;
  }
}

/** No postfix may follow a list; the engine's grammar has none there. */
function parseList(tokens: Tokens): Expression {
  const { start } = current(tokens);
  const items: Expression[] = [];
  if (!is(next(tokens), "punctuation", "]")) {
    items.push(parseExpression(tokens));
    while (!is(current(tokens), "punctuation", "]")) {
      expect(tokens, "punctuation", ",");
      items.push(parseExpression(tokens));
    }
  }
  return { type: "list", items, start, end: expect(tokens, "punctuation", "]").end };
}

function parseMap(tokens: Tokens): Expression {
  const { start } = current(tokens);
  const entries: (readonly [Expression, Expression])[] = [];
  advance(tokens);
  while (!is(current(tokens), "punctuation", "}")) {
    if (entries.length > 0) expect(tokens, "punctuation", ",");
    const key = parseExpression(tokens);
    expect(tokens, "punctuation", ":");
    entries.push([key, parseExpression(tokens)]);
  }
  return { type: "map", entries, start, end: expect(tokens, "punctuation", "}").end };
}

export function parseFilterCall(tokens: Tokens): FilterCall {
  const name = expect(tokens, "name");
  const args = optionalArguments(tokens);
  return { name: name.value, args, start: name.start, end: previousEnd(tokens) };
}

const NO_ARGUMENTS: CallArguments = { positional: [], named: [] };

function optionalArguments(tokens: Tokens): CallArguments {
  return is(current(tokens), "punctuation", "(") ? parseArguments(tokens) : NO_ARGUMENTS;
}

/** `(1, 'a', name=2)`: named arguments after the positional ones. */
function parseArguments(tokens: Tokens): CallArguments {
  const positional: Expression[] = [];
  const named: { name: string; value: Expression }[] = [];
  expect(tokens, "punctuation", "(");
  while (!is(current(tokens), "punctuation", ")")) {
    if (positional.length + named.length > 0) expect(tokens, "punctuation", ",");
    const token = current(tokens);
    if (is(peek(tokens), "punctuation", "=")) {
      const name = newName(tokens);
      advance(tokens);
      named.push({ name, value: parseExpression(tokens) });
    } else {
      positional.push(parseExpression(tokens));
      if (named.length > 0) throw unexpected(token, "positional arguments must precede named ones");
    }
  }
  advance(tokens);
  return { positional, named };
}

/** The parameters of a macro: `(a, b='x')`. */
export function parseParameters(tokens: Tokens): readonly { name: string; value?: Expression }[] {
  const parameters: { name: string; value?: Expression }[] = [];
  expect(tokens, "punctuation", "(");
  while (!is(current(tokens), "punctuation", ")")) {
    if (parameters.length > 0) expect(tokens, "punctuation", ",");
    const name = newName(tokens);
    if (is(current(tokens), "punctuation", "=")) {
      advance(tokens);
      parameters.push({ name, value: parseExpression(tokens) });
    } else parameters.push({ name });
  }
  advance(tokens);
  return parameters;
}

function previousEnd(tokens: Tokens): number {
  return tokens.list[tokens.at - 1]?.end ?? 0;
}
