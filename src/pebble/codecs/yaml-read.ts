import { createRequire } from "node:module";
import type * as Yaml from "yaml";
import type { Node, Scalar } from "yaml";
import { fail } from "../values/failure.ts";
import { double, FALSE, integral, list, NULL, string, stringMap, TRUE, type Value } from "../values/value.ts";
import { YamlUnsupportedError } from "./yaml-print.ts";

const MAX_NESTING = 100;

let loaded: typeof Yaml | undefined;

/** Loaded on demand: 70 modules that only templates with YAML need. */
function library(): typeof Yaml {
  loaded ??= createRequire(import.meta.url)("yaml") as typeof Yaml;
  return loaded;
}

/**
 * Reads the first YAML document as Jackson does: plain `yes`, `on`, `true` and their like are Booleans, dates stay
 * text, an alias is the text of its name. Malformed and empty text are errors; what Jackson and YAML 1.2 read
 * differently makes the result unknown. reference: Kestra's YamlFunction, Jackson's YAMLParser
 */
export function parseYamlValue(text: string): Value {
  refuseDepth(text);
  const document = library().parseDocument(text, {
    schema: "failsafe",
    version: "1.1",
    merge: false,
    uniqueKeys: false,
    strict: true,
    logLevel: "silent",
  });
  const [error] = document.errors.filter(({ code }) => code !== "MULTIPLE_DOCS");
  if (error !== undefined) throw fail(`not YAML: ${error.message.split("\n")[0]}`);
  if (/^%/m.test(text)) throw new YamlUnsupportedError("a directive");
  if (document.contents === null || isEmptyScalar(document.contents)) throw fail("an empty text is not YAML");
  if (/[:-] *\t/.test(text)) throw new YamlUnsupportedError("a tab between a key and its value");
  return read(document.contents, 0, text);
}

/** Composing is recursive, and a stack that ends inside V8's regular expressions kills the process. */
function refuseDepth(text: string): void {
  const { Lexer, Parser } = library();
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    for (const _ of parser.next(lexeme));
    // The stack contains the document, one token per enclosing collection, and the current scalar.
    if (parser.stack.length > MAX_NESTING + 2)
      throw new YamlUnsupportedError(`more than ${MAX_NESTING} levels`);
  }
}

function isEmptyScalar(node: Node): boolean {
  return library().isScalar(node) && node.type === "PLAIN" && node.source === "" && node.tag === undefined;
}

function read(node: unknown, depth: number, source: string): Value {
  if (depth > MAX_NESTING) throw new YamlUnsupportedError(`more than ${MAX_NESTING} levels`);
  if (node === null || node === undefined) return NULL;
  const { isAlias, isMap, isPair, isScalar, isSeq } = library();
  if (isAlias(node)) return string(node.source);
  if (isSeq(node)) {
    refuseTag(node);
    return list(node.items.map((item) => read(isPair(item) ? undefined : item, depth + 1, source)));
  }
  if (isMap(node)) {
    refuseTag(node);
    return stringMap(node.items.map((pair) => [keyText(pair.key), read(pair.value, depth + 1, source)]));
  }
  if (isScalar(node)) return scalar(node, source);
  throw new YamlUnsupportedError("this kind of node");
}

function refuseTag(node: { tag?: string | undefined }): void {
  if (node.tag !== undefined && !/^tag:yaml\.org,2002:(?:map|seq)$/.test(node.tag))
    throw new YamlUnsupportedError(`the tag ${node.tag}`);
}

function keyText(key: unknown): string {
  if (key === null) throw new YamlUnsupportedError("a key that is empty");
  if (!library().isScalar(key)) throw new YamlUnsupportedError("a key that is not text");
  return typeof key.value === "string" ? key.value : String(key.source ?? "");
}

const BOOLEAN = /^(?:(yes|Yes|YES|true|True|TRUE|on|On|ON)|no|No|NO|false|False|FALSE|off|Off|OFF)$/;

function scalar(node: Scalar, source: string): Value {
  const text = typeof node.value === "string" ? node.value : (node.source ?? "");
  if (node.tag !== undefined && node.tag !== "tag:yaml.org,2002:str")
    throw new YamlUnsupportedError(`the tag ${node.tag}`);
  if (node.type?.startsWith("BLOCK") && !source.endsWith("\n") && node.range?.[1] === source.length)
    return string(text.replace(/\n$/, ""));
  if (node.type !== "PLAIN" || node.tag !== undefined) return string(text);
  if (/^(?:~|null|Null|NULL|)$/.test(text)) return NULL;
  const boolean = BOOLEAN.exec(text);
  if (boolean !== null) return boolean[1] === undefined ? FALSE : TRUE;
  if (/^[-+]?(?:0|[1-9][0-9]{0,999})$/.test(text)) return integral(BigInt(text));
  if (/^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?$/.test(text))
    return double(Number(text));
  // Hexadecimal, octal, binary, sexagesimal, `1_000`, infinity: versions of YAML and Jackson differ.
  const odd = /^[-+]?0[xXbB][0-9a-fA-F_]*$/.test(text) || /^[-+]?\.?[0-9][0-9_:.eE,+-]*$/.test(text);
  if (odd && !/^\d{4}-\d\d?-\d\d?/.test(text))
    throw new YamlUnsupportedError(`the number "${text.slice(0, 40)}"`);
  if (/^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/.test(text)) throw new YamlUnsupportedError(`"${text}"`);
  return string(text);
}
