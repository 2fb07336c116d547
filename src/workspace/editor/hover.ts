import type { KnownGaps } from "../../graph/answer.ts";
import { createExplorer } from "../../graph/explorer.ts";
import type { Usage } from "../../graph/usages.ts";
import type { Range } from "../../lint/range.ts";
import type { Asset } from "../../model/model.ts";
import type { DocumentedName } from "../../pebble/index.ts";
import { expressionAt } from "./expression-at.ts";
import { type Extent, extent } from "./extent.ts";
import { type Mention, type MentionedAsset, mentionAt } from "./mentions.ts";
import { type NamedPart, namedPartAt } from "./named-parts.ts";
import type { Session } from "./session.ts";

export type Hover = AssetHover | NameHover;

/** Assets behind a place of the text. */
export interface AssetHover {
  readonly kind: "assets";
  readonly range: Range;
  readonly mention: Mention;
  readonly assets: readonly HoveredAsset[];
  /** Number of omitted assets. */
  readonly more: number;
}

export interface HoveredAsset extends MentionedAsset {
  readonly asset: Asset;
  readonly writers: readonly Usage[];
  readonly readers: readonly Usage[];
  readonly upstream: Extent;
  readonly downstream: Extent;
  readonly unknown: KnownGaps;
}

/** A name in an expression. */
export interface NameHover {
  readonly kind: "name";
  readonly range: Range;
  readonly of: "filter" | "function" | NamedPart["kind"];
  readonly documented?: DocumentedName;
  readonly part?: NamedPart;
}

const MOST_ASSETS = 5;

/**
 * The meaning of the text at an offset: the assets that it names, or a filter, function, input or output in an
 * expression. Undefined for other text. Linear in the assets and bundles that a walk reaches.
 */
export function hover(session: Session, name: string, offset: number): Hover | undefined {
  const document = session.document(name);
  if (document === undefined) return undefined;
  const mention = mentionAt(session, document, offset);
  if (mention !== undefined) {
    const assets = mention.assets.slice(0, MOST_ASSETS).flatMap((asset) => hoveredAsset(session, asset));
    return {
      ...{ kind: "assets", range: mention.range, mention, assets },
      more: mention.assets.length - assets.length,
    };
  }
  const found = expressionAt(document.source.text, offset);
  if (found === undefined) return undefined;
  const range = (start: number, end: number): Range => {
    const [from, to] = [document.source.place(start), document.source.place(end)];
    return { ...from, endLine: to.line, endColumn: to.column };
  };
  if (found.documented !== undefined) {
    const { of, name: documented } = found.documented;
    return { kind: "name", range: range(found.start, found.end), of, documented };
  }
  const part = namedPartAt(document, offset, found.path);
  return part && { kind: "name", range: range(found.start, found.end), of: part.kind, part };
}

function hoveredAsset(session: Session, mentioned: MentionedAsset): HoveredAsset[] {
  const { graph, nodeOfName } = session.inventory();
  const node = nodeOfName(mentioned.id);
  const id = graph.assets[node ?? -1]?.id;
  if (node === undefined || id === undefined) return [];
  const explorer = createExplorer(graph);
  const { asset, readers, writers, unknown } = explorer.details(id);
  return [
    {
      ...{ ...mentioned, asset, readers, writers, unknown },
      upstream: extent(explorer.reach([node], "up")),
      downstream: extent(explorer.reach([node], "down")),
    },
  ];
}
