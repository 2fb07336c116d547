import type { SourceText } from "../flows/source-text.ts";
import type { YamlMap, YamlNode } from "../flows/yaml-node.ts";
import { suggestWord } from "../util/suggest.ts";
import type { ConfigProblem } from "./config-error.ts";
import { validate as compiled } from "./validate-config.ts";

/** What the schema does not allow, as the compiled schema says it. */
interface SchemaError {
  readonly keyword: string;
  /** A JSON pointer. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly parentSchema?: { readonly properties?: object };
  readonly message?: string;
}

/** The schema as code, made when the program is built. */
const validate = compiled as {
  (data: unknown): boolean;
  readonly errors?: readonly SchemaError[] | null;
};

/** Checks a configuration against the published schema; the problems stand in the order of the file. */
export function checkSchema(source: SourceText, node: YamlNode, data: unknown): ConfigProblem[] {
  if (validate(data)) return [];
  const problems = (validate.errors ?? []).map((error) => {
    const { key, node: at } = find(node, error.instancePath);
    return (
      keyProblem(source, at, error) ?? { place: source.place(at.span.start), message: words(key, error) }
    );
  });
  return problems.sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
}

/** The node a JSON pointer leads to, and the key under which it hangs. */
function find(root: YamlNode, pointer: string): { key: string; node: YamlNode } {
  let found = { key: "the configuration", node: root };
  for (const part of pointer.split("/").slice(1)) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    const { node } = found;
    const child = node.kind === "list" ? node.items[Number(name)] : entryOf(node, name)?.value;
    if (child === undefined) break;
    found = { key: node.kind === "list" ? `an item of ${found.key}` : `"${name}"`, node: child };
  }
  return found;
}

function entryOf(node: YamlNode, key: string): YamlMap["entries"][number] | undefined {
  return node.kind === "map" ? node.entries.find((entry) => entry.key.text === key) : undefined;
}

/** A key that the schema does not know, at the key itself and with the known key that is most like it. */
function keyProblem(source: SourceText, node: YamlNode, error: SchemaError): ConfigProblem | undefined {
  if (error.keyword !== "additionalProperties") return undefined;
  const unknown = String(error.params.additionalProperty);
  const known = Object.keys(error.parentSchema?.properties ?? {});
  const near = suggestWord(unknown, known);
  const advice = near === undefined ? `known keys: ${known.join(", ")}` : `did you mean "${near}"?`;
  const at = entryOf(node, unknown)?.key ?? node;
  return { place: source.place(at.span.start), message: `unknown key "${unknown}": ${advice}` };
}

const TYPES: Readonly<Record<string, string>> = {
  array: "a list",
  object: "a mapping",
  string: "text",
  boolean: "true or false",
  integer: "a whole number",
};

const PATTERNS: Readonly<Record<string, string>> = {
  "^(namespace|type|displayName|description|owner|metadata\\..+)$":
    'be "namespace", "type", "displayName", "description", "owner" or "metadata.<key>"',
  "\\.json$": "end with .json",
  "^[a-z0-9][a-z0-9_-]*$": 'start with a lower-case letter or digit and contain only those, "_" and "-"',
  "\\.(json|ion)$": "end with .json or .ion",
};

function words(key: string, error: SchemaError): string {
  switch (error.keyword) {
    case "type":
      return `${key} must be ${TYPES[String(error.params.type)] ?? String(error.params.type)}`;
    case "enum": {
      const texts = (error.params.allowedValues as unknown[]).filter((value) => typeof value === "string");
      return `${key} must be one of ${texts.map((text) => `"${text}"`).join(", ")}`;
    }
    case "pattern": {
      const pattern = String(error.params.pattern);
      return `${key} must ${PATTERNS[pattern] ?? `match ${pattern}`}`;
    }
    case "minimum":
      return `${key} must be at least ${error.params.limit}`;
    case "maximum":
      return `${key} must be at most ${error.params.limit}`;
    case "required":
      return `${key} needs a key "${String(error.params.missingProperty)}"`;
    case "format":
      return `${key} is not a valid regular expression`;
    case "minLength":
    case "minItems":
      return `${key} must not be empty`;
    case "maxLength":
      return `${key} has more than ${error.params.limit} characters`;
    case "maxItems":
      return `${key} has more than ${error.params.limit} items`;
    default:
      return `${key} ${error.message ?? "is not valid"}`;
  }
}
