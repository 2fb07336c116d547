import type { KestraLine } from "../../flows/flow.ts";
import { documentedNames } from "../../pebble/index.ts";
import { ASSET_TYPES, DECLARATION_KEYS, INPUT_KEYS, OUTPUT_KEYS, ROOT_VARIABLES } from "./completion-keys.ts";
import type { Document } from "./document.ts";
import { expressionBefore } from "./expression-at.ts";
import { type KeyPosition, keyPosition } from "./key-position.ts";
import { flowAt, type NamedPart, PART_ROOTS, partsOf } from "./named-parts.ts";
import type { Session } from "./session.ts";

export interface CompletionItem {
  readonly label: string;
  readonly kind: "asset" | "type" | "namespace" | "flow" | "key" | "filter" | "function" | NamedPart["kind"];
  /** A few words beside the label. */
  readonly detail?: string;
  /** Text with Markdown. */
  readonly documentation?: string;
  /** The text to insert, if it differs from the label. */
  readonly insert?: string;
}

export interface Completion {
  /** Offsets of the text that an item replaces. */
  readonly start: number;
  readonly end: number;
  /** Candidates that contain the typed text, in any case. */
  readonly items: readonly CompletionItem[];
  /** Whether there are more candidates than items. */
  readonly isIncomplete: boolean;
}

const MOST_ITEMS = 200;

/**
 * Candidates at an offset: ids, types, namespaces and keys of assets, flows, and the names in expressions. Names come
 * from the last readable text of each file, so half-typed YAML has candidates too.
 */
export function completion(session: Session, name: string, offset: number): Completion | undefined {
  const document = session.document(name);
  if (document === undefined) return undefined;
  const { text } = document.source;
  const expression = expressionBefore(text, offset);
  if (expression !== undefined) {
    const typed = /(?<![\w-])[\w-]*$/.exec(expression)?.[0] ?? "";
    return completed(
      offset,
      typed,
      inExpression(document, offset, expression.slice(0, -typed.length || undefined)),
    );
  }
  const position = keyPosition(text, offset);
  if (position === undefined) return undefined;
  const isQuoted = /["']/.test(text[offset - position.typed.length - 1] ?? "");
  return completed(offset, position.typed, inYaml(session, document, offset, position), isQuoted);
}

function completed(
  offset: number,
  typed: string,
  candidates: Iterable<CompletionItem>,
  isQuoted = false,
): Completion {
  const wanted = typed.toLowerCase();
  // A half-typed id is an asset of the repository, too.
  const items: CompletionItem[] = [];
  let isIncomplete = false;
  for (const item of candidates) {
    if (!item.label.toLowerCase().includes(wanted) || item.label === typed) continue;
    if (isQuoted && ENDS_QUOTES.test(item.label)) continue;
    if (items.length === MOST_ITEMS) {
      isIncomplete = true;
      break;
    }
    const { insert: _, ...plain } = item;
    items.push(isQuoted ? plain : item);
  }
  return { start: offset - typed.length, end: offset, items, isIncomplete };
}

/** In a quoted text, these characters would end it or change the name. */
const ENDS_QUOTES = /["'\\]|\p{Cc}/u;

function inExpression(document: Document, offset: number, before: string): readonly CompletionItem[] {
  const dialect = lineOf(document);
  if (/\|\s*$/.test(before)) return documented("filter", dialect);
  const root = /(?:^|[^\w.])(\w+)\.$/.exec(before)?.[1];
  const flow = flowAt(document, offset);
  if (root !== undefined) {
    const kind = Object.hasOwn(PART_ROOTS, root) ? PART_ROOTS[root] : undefined;
    return flow && kind ? partsOf(flow, kind).map(partItem) : [];
  }
  if (before.endsWith(".")) return [];
  const roots = Object.entries(ROOT_VARIABLES).map(
    ([label, documentation]): CompletionItem => ({ label, kind: "variable", documentation }),
  );
  return [...roots, ...documented("function", dialect)];
}

/** The line of Kestra by the task types that only one has; the newer one otherwise. */
function lineOf({ readable }: Document): KestraLine {
  return /\bflow\.(?:ForEach|EachSequential|EachParallel)\b|taskrun\.value/.test(readable.text)
    ? "1.x"
    : "2.0";
}

function documented(kind: "filter" | "function", dialect: KestraLine): readonly CompletionItem[] {
  return documentedNames(`${kind}s`, dialect)
    .map(
      ({ name, argumentNames, summary }): CompletionItem => ({
        ...{ label: name, kind, documentation: summary },
        ...(argumentNames && argumentNames.length > 0 && { detail: `(${argumentNames.join(", ")})` }),
        ...(kind === "function" && { insert: `${name}(` }),
      }),
    )
    .sort((a, b) => (a.label < b.label ? -1 : 1));
}

function partItem({ id, kind, type, value, description }: NamedPart): CompletionItem {
  const detail = type ?? value;
  return {
    ...{ label: id, kind },
    ...(detail !== undefined && { detail }),
    ...(description !== undefined && { documentation: description }),
  };
}

function inYaml(
  session: Session,
  document: Document,
  offset: number,
  { path, key, siblings }: KeyPosition,
): Iterable<CompletionItem> {
  const around = path.filter((segment) => segment !== "-");
  const side = around.at(-2) === "assets" ? around.at(-1) : undefined;
  const inEntry = (side === "inputs" || side === "outputs") && path.at(-1) === "-";
  if (key === undefined) {
    if (around.at(-1) === "assets" && path.at(-1) === "assets") return keyItems(DECLARATION_KEYS, siblings);
    if (inEntry) return keyItems(side === "inputs" ? INPUT_KEYS : OUTPUT_KEYS, siblings);
    return [];
  }
  if (inEntry && key === "id") return assetItems(session);
  if (inEntry && key === "type") return typeItems(session, "assets");
  if (key === "type" && path.at(-1) === "-" && !inEntry) return typeItems(session, "tasks");
  if (key === "namespace") return named("namespace", namespaces(session));
  if (key === "flowId")
    return flowItems(session, unquoted(siblings.get("namespace")) ?? ownNamespace(document, offset));
  return [];
}

function keyItems(
  keys: Readonly<Record<string, string>>,
  siblings: ReadonlyMap<string, string>,
): readonly CompletionItem[] {
  return Object.entries(keys)
    .filter(([label]) => !siblings.has(label))
    .map(([label, documentation]) => ({ label, kind: "key", documentation, insert: `${label}: ` }));
}

function* assetItems(session: Session): Generator<CompletionItem> {
  for (const { id, type, description, origin } of session.lastInventory().graph.assets) {
    const detail = [type, origin].filter((word) => word !== undefined).join(", ");
    yield {
      ...{ label: id, kind: "asset" },
      ...(detail !== "" && { detail }),
      ...(description !== undefined && { documentation: description }),
      ...quoted(id),
    };
  }
}

/** A name from another file must stay one value. */
function quoted(name: string): Pick<CompletionItem, "insert"> {
  return needsQuotes(name) ? { insert: JSON.stringify(name) } : {};
}

/** Text that YAML would not read as this text. */
function needsQuotes(text: string): boolean {
  return !/^[A-Za-z_][\w./@-]*$/.test(text) || /^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
}

function typeItems(session: Session, of: "assets" | "tasks"): Iterable<CompletionItem> {
  const { assets, tasks, bundles } = session.lastInventory().inventory;
  const used =
    of === "assets"
      ? [...ASSET_TYPES, ...assets.flatMap(({ type }) => type ?? [])]
      : [...tasks.map(({ type }) => type), ...bundles.map(({ taskType }) => taskType)];
  return named("type", used);
}

function namespaces(session: Session): readonly string[] {
  const { flows, assets } = session.lastInventory().inventory;
  return [...flows.map(({ namespace }) => namespace), ...assets.flatMap(({ namespace }) => namespace ?? [])];
}

function flowItems(session: Session, namespace: string | undefined): Iterable<CompletionItem> {
  const { flows } = session.lastInventory().inventory;
  return named(
    "flow",
    flows.filter((flow) => flow.namespace === namespace).map(({ flow }) => flow),
  );
}

function named(kind: CompletionItem["kind"], names: readonly string[]): readonly CompletionItem[] {
  return [...new Set(names)].sort().map((label) => ({ label, kind, ...quoted(label) }));
}

function ownNamespace(document: Document, offset: number): string | undefined {
  return flowAt(document, offset)?.namespace.value;
}

function unquoted(text: string | undefined): string | undefined {
  return text?.replace(/^(["'])(.*)\1$/, "$2");
}
