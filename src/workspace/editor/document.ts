import { type FileContents, readFlowText } from "../../flows/read-flow-file.ts";
import { type SourceText, sourceText } from "../../flows/source-text.ts";
import { between, type Range } from "../../lint/range.ts";
import type { SessionFiles } from "./session-files.ts";

/** The text of a file with a tree. While the text cannot be read, the tree is that of the last readable text. */
export interface Document {
  readonly name: string;
  readonly source: SourceText;
  /** The text of the tree. */
  readonly readable: SourceText;
  readonly contents: FileContents;
  /** An offset of the tree for an offset of the text, and the reverse; both in UTF-16 units. */
  readonly toTree: (offset: number) => number;
  readonly toText: (offset: number) => number;
  /** The range in the text for two offsets of the tree. */
  readonly rangeOf: (start: number, end: number) => Range;
}

/** Documents by name, read once for each text. */
export function createDocuments(files: SessionFiles): (name: string) => Document | undefined {
  const read = new Map<string, Document>();
  return (name) => {
    const source = files.textOf(name);
    if (source === undefined) return undefined;
    const known = read.get(name);
    if (known?.source.text === source.text) return known;
    const tree = files.lastReadable(name)?.text ?? source.text;
    const document = documentOf(
      name,
      source,
      known?.readable.text === tree ? known.contents : undefined,
      tree,
    );
    read.set(name, document);
    return document;
  };
}

function documentOf(
  name: string,
  source: SourceText,
  contents: FileContents | undefined,
  tree: string,
): Document {
  const readable = tree === source.text ? source : sourceText(name, tree);
  const [before, after] = commonEnds(source.text, tree);
  const shift = tree.length - source.text.length;
  const toText = (offset: number) => moved(offset, before, tree.length - after, -shift);
  return {
    ...{ name, source, readable, toText },
    contents: contents ?? readFlowText(readable),
    toTree: (offset) => moved(offset, before, source.text.length - after, shift),
    rangeOf: (start, end) => between(source, toText(start), toText(end)),
  };
}

/** Before the edited part an offset stays, after it the offset moves, and within it the start of the part is nearest. */
function moved(offset: number, start: number, end: number, shift: number): number {
  if (offset <= start) return offset;
  return offset >= end ? offset + shift : start;
}

/** The lengths of the common start and of the common end of two texts. */
function commonEnds(a: string, b: string): [before: number, after: number] {
  const most = Math.min(a.length, b.length);
  let before = 0;
  while (before < most && a[before] === b[before]) before++;
  let after = 0;
  while (after < most - before && a[a.length - 1 - after] === b[b.length - 1 - after]) after++;
  return [before, after];
}
