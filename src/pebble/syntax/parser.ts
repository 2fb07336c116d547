import { limitExceeded } from "../values/failure.ts";
import type { Dialect } from "./dialect.ts";
import { parseExpression, parseFilterCall, parseParameters } from "./expression-parser.ts";
import { tokenizeTemplate } from "./lexer.ts";
import type { Body, Expression, FilterCall, Macro, Statement, Template } from "./syntax-tree.ts";
import { advance, current, expect, is, newName, next, type Tokens, unexpected } from "./token-stream.ts";

const MAX_TAG_DEPTH = 100;

interface Parser {
  readonly tokens: Tokens;
  readonly macros: Map<string, Macro>;
  readonly blocks: Map<string, Body>;
  depth: number;
}

/** Parses a template; throws a syntax Failure. Tags: `if for set macro block filter` (`verbatim` is the lexer's). */
export function parseTemplate(source: string, dialect: Dialect): Template {
  const tokens: Tokens = { list: tokenizeTemplate(source), at: 0, dialect, depth: 0 };
  const parser: Parser = { tokens, macros: new Map(), blocks: new Map(), depth: 0 };
  const body = parseBody(parser, []);
  return { source, body, macros: parser.macros, blocks: parser.blocks };
}

/** Parses up to a tag named in `until` (whose name is then the current token), or to the end of the template. */
function parseBody(parser: Parser, until: readonly string[]): Body {
  const { tokens } = parser;
  const body: Statement[] = [];
  parser.depth += 1;
  if (parser.depth > MAX_TAG_DEPTH)
    throw limitExceeded(`tags are nested deeper than ${MAX_TAG_DEPTH} levels`);
  for (;;) {
    const token = current(tokens);
    if (token.type === "end") {
      if (until.length === 0) break;
      throw unexpected(token, `the template ends where {% ${until.at(-1)} %} is missing`);
    }
    if (token.type === "text") {
      body.push({ type: "text", text: token.value, start: token.start, end: token.end });
      advance(tokens);
    } else if (token.type === "print-start") {
      advance(tokens);
      const expression = parseExpression(tokens);
      const { end } = expect(tokens, "print-end");
      body.push({ type: "print", expression, start: token.start, end });
    } else {
      const name = next(tokens);
      if (name.type !== "name") throw unexpected(name, "a tag must start with its name");
      if (until.includes(name.value)) break;
      const statement = parseTag(parser, token.start);
      if (statement !== undefined) body.push(statement);
    }
  }
  parser.depth -= 1;
  return body;
}

/** The current token is the tag's name. */
function parseTag(parser: Parser, start: number): Statement | undefined {
  const { tokens } = parser;
  const name = current(tokens);
  advance(tokens);
  switch (name.value) {
    case "if":
      return parseIf(parser, start);
    case "for":
      return parseFor(parser, start);
    case "set":
      return parseSet(parser, start);
    case "filter":
      return parseFilterTag(parser, start);
    case "block":
      return parseBlock(parser, start);
    case "macro":
      parseMacro(parser);
      return undefined;
    default:
      throw unexpected(name, `unknown tag "${name.value}"`, { kind: "unknown-tag", name: name.value });
  }
}

function parseIf(parser: Parser, start: number): Statement {
  const { tokens } = parser;
  const branches: { condition: Expression; body: Body }[] = [];
  for (;;) {
    const condition = parseExpression(tokens);
    expect(tokens, "tag-end");
    const body = parseBody(parser, ["else", "elseif", "endif"]);
    branches.push({ condition, body });
    const tag = current(tokens);
    advance(tokens);
    if (tag.value === "elseif") continue;
    if (tag.value === "endif") return { type: "if", branches, start, end: expect(tokens, "tag-end").end };
    expect(tokens, "tag-end");
    const otherwise = parseBody(parser, ["endif"]);
    return { type: "if", branches, otherwise, start, end: endTag(tokens) };
  }
}

function parseFor(parser: Parser, start: number): Statement {
  const { tokens } = parser;
  const variable = newName(tokens);
  expect(tokens, "name", "in");
  const iterable = parseExpression(tokens);
  expect(tokens, "tag-end");
  const body = parseBody(parser, ["else", "endfor"]);
  if (current(tokens).value === "endfor") {
    return { type: "for", variable, iterable, body, start, end: endTag(tokens) };
  }
  endTag(tokens);
  const otherwise = parseBody(parser, ["endfor"]);
  return { type: "for", variable, iterable, body, otherwise, start, end: endTag(tokens) };
}

function parseSet(parser: Parser, start: number): Statement {
  const { tokens } = parser;
  const name = newName(tokens);
  expect(tokens, "punctuation", "=");
  const value = parseExpression(tokens);
  return { type: "set", name, value, start, end: expect(tokens, "tag-end").end };
}

function parseFilterTag(parser: Parser, start: number): Statement {
  const { tokens } = parser;
  const calls: FilterCall[] = [parseFilterCall(tokens)];
  while (is(current(tokens), "operator", "|")) {
    advance(tokens);
    calls.push(parseFilterCall(tokens));
  }
  expect(tokens, "tag-end");
  const body = parseBody(parser, ["endfilter"]);
  return { type: "filter", calls, body, start, end: endTag(tokens) };
}

function parseBlock(parser: Parser, start: number): Statement {
  const { tokens } = parser;
  const name = current(tokens);
  if (name.type !== "name" && name.type !== "string") throw unexpected(name, "a block needs a name");
  advance(tokens);
  expect(tokens, "tag-end");
  const body = parseBody(parser, ["endblock"]);
  advance(tokens);
  const again = current(tokens);
  if ((again.type === "name" || again.type === "string") && again.value === name.value) advance(tokens);
  parser.blocks.set(name.value, body);
  return { type: "block", name: name.value, start, end: expect(tokens, "tag-end").end };
}

function parseMacro(parser: Parser): void {
  const { tokens } = parser;
  const name = expect(tokens, "name");
  const parameters = parseParameters(tokens);
  expect(tokens, "tag-end");
  const body = parseBody(parser, ["endmacro"]);
  endTag(tokens);
  if (parser.macros.has(name.value)) throw unexpected(name, `there are two macros named "${name.value}"`);
  parser.macros.set(name.value, { name: name.value, parameters, body });
}

/** Over the name of an end tag and its close; the offset after it. */
function endTag(tokens: Tokens): number {
  advance(tokens);
  return expect(tokens, "tag-end").end;
}
