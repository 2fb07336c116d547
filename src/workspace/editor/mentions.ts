import type { YamlNode, YamlScalar } from "../../flows/yaml-node.ts";
import type { Range } from "../../lint/range.ts";
import type { DeclaredBundle, DeclaredEntry } from "../../model/declared.ts";
import { type Assumption, CERTAINTIES, type Certainty, type Side, type TaskId } from "../../model/model.ts";
import type { Document } from "./document.ts";
import type { Session } from "./session.ts";

/** A place of a text that names assets, with the assets of all cases. */
export interface Mention {
  /** Of the id, or of the words in a property that name the asset. */
  readonly range: Range;
  readonly side: Side;
  readonly task: TaskId & { readonly trigger?: true };
  readonly origin?: "inferred";
  readonly evidence?: string;
  /** The text contains an expression. */
  readonly hasExpression: boolean;
  /** By certainty, then id. */
  readonly assets: readonly MentionedAsset[];
}

export interface MentionedAsset {
  readonly id: string;
  readonly certainty: Certainty;
  /** The assumptions of each case with this id. */
  readonly cases: readonly (readonly Assumption[])[];
}

interface Draft {
  readonly bundle: DeclaredBundle;
  readonly entry: DeclaredEntry;
  readonly side: Side;
  readonly assets: Map<string, { certainty: Certainty; cases: (readonly Assumption[])[] }>;
}

/** The mentions of assets in a document, in the order of the text. */
export function assetMentions(session: Session, document: Document): readonly Mention[] {
  const drafts = new Map<string, Draft>();
  for (const { bundles } of session.inventory().results.get(document.name)?.flows ?? []) {
    for (const bundle of bundles) {
      for (const side of ["inputs", "outputs"] as const) {
        for (const entry of bundle[side]) addEntry(drafts, bundle, side, entry);
      }
    }
  }
  const scalars = scalarsByStart(document);
  return [...drafts.values()]
    .filter(({ entry }) => entry.place.file === document.name)
    .map((draft) => mentionOf(document, draft, scalars))
    .sort((a, b) => a.range.line - b.range.line || a.range.column - b.range.column);
}

/** The mention at an offset of the text. */
export function mentionAt(session: Session, document: Document, offset: number): Mention | undefined {
  const { line, column } = document.source.place(offset);
  const isBefore = (a: number, b: number) => a < line || (a === line && b <= column);
  const isAfter = (a: number, b: number) => a > line || (a === line && b >= column);
  return assetMentions(session, document).find(
    ({ range }) => isBefore(range.line, range.column) && isAfter(range.endLine, range.endColumn),
  );
}

function addEntry(
  drafts: Map<string, Draft>,
  bundle: DeclaredBundle,
  side: Side,
  entry: DeclaredEntry,
): void {
  const { line, column, file } = entry.place;
  const key = `${side} ${line}:${column}:${file}`;
  let draft = drafts.get(key);
  // Data that passes through tasks is mentioned by the first of them.
  if (draft === undefined || (draft.entry.via !== undefined && entry.via === undefined)) {
    draft = { bundle, entry, side, assets: draft?.assets ?? new Map() };
    drafts.set(key, draft);
  }
  if (entry.via !== undefined && draft.entry.via === undefined) return;
  const asset = draft.assets.get(entry.id) ?? { certainty: entry.certainty, cases: [] };
  if (CERTAINTIES.indexOf(entry.certainty) < CERTAINTIES.indexOf(asset.certainty))
    asset.certainty = entry.certainty;
  asset.cases.push(bundle.assumptions);
  draft.assets.set(entry.id, asset);
}

function mentionOf(
  document: Document,
  { bundle, entry, side, assets }: Draft,
  scalars: ReadonlyMap<number, YamlScalar>,
): Mention {
  const { readable } = document;
  const start = readable.offset(entry.place);
  const scalar = scalars.get(start);
  const end = scalar?.span.end ?? start + nameLength(readable.text.slice(start, start + MAX_NAME_LENGTH));
  const { namespace, flow, task, trigger, origin } = bundle;
  return {
    range: document.rangeOf(start, end),
    ...{ side, task: { namespace, flow, task, ...(trigger && { trigger }) } },
    ...(origin !== undefined && { origin }),
    ...(entry.evidence !== undefined && { evidence: entry.evidence }),
    hasExpression: readable.text.slice(start, end).includes("{{"),
    assets: [...assets]
      .map(([id, asset]) => ({ id, ...asset }))
      .sort(
        (a, b) =>
          CERTAINTIES.indexOf(a.certainty) - CERTAINTIES.indexOf(b.certainty) || (a.id < b.id ? -1 : 1),
      ),
  };
}

const MAX_NAME_LENGTH = 500;

/** The length of a name in SQL or a command, with its expressions; at least one character. */
function nameLength(text: string): number {
  return Math.max(1, /^(?:\{\{(?:[^\n}]|\}(?!\}))*\}\}|(?!\{\{)[^\s;,()"'`])*/.exec(text)?.[0].length ?? 1);
}

/** The scalars of all documents of a file, by the offset of their start. */
function scalarsByStart({ contents }: Document): ReadonlyMap<number, YamlScalar> {
  const found = new Map<number, YamlScalar>();
  const visit = (node: YamlNode): void => {
    if (node.kind === "scalar") {
      // A text over several lines contains further mentions.
      if (node.style !== "literal" && node.style !== "folded") found.set(node.span.start, node);
    } else if (node.kind === "list") for (const item of node.items) visit(item);
    else for (const { value } of node.entries) visit(value);
  };
  for (const { node } of contents.flows) visit(node);
  return found;
}
