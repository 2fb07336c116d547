/** Many texts in few objects, each decoded on demand. */
export interface TextList {
  readonly bytes: Uint8Array;
  /** Start of each text, and the end of the last one. */
  readonly starts: Uint32Array;
}

export const NO_TEXTS: TextList = { bytes: new Uint8Array(), starts: new Uint32Array(1) };

function textCount({ starts }: TextList): number {
  return starts.length - 1;
}

export function textAt({ bytes, starts }: TextList, index: number): string {
  const from = starts[index] ?? 0;
  const { buffer, byteOffset } = bytes;
  return Buffer.from(buffer, byteOffset + from, (starts[index + 1] ?? from) - from).toString("utf8");
}

export function allTexts(list: TextList): string[] {
  const { bytes, starts } = list;
  const count = textCount(list);
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");
  // Only ASCII has as many code units as bytes. Pieces of one text are made faster than many texts.
  if (whole.length < bytes.length) return Array.from({ length: count }, (_, index) => textAt(list, index));
  return Array.from({ length: count }, (_, index) => whole.slice(starts[index], starts[index + 1]));
}

/** The texts of a sorted list that start with another text. */
export function* textsStarting(list: TextList, start: string): Generator<string> {
  const count = textCount(list);
  for (let at = lowerBound(count, (index) => textAt(list, index) < start); at < count; at++) {
    const text = textAt(list, at);
    if (!text.startsWith(start)) return;
    yield text;
  }
}

/** Every text must be well-formed: lone surrogates have no encoding. */
export function textList(texts: readonly string[]): TextList {
  const starts = new Uint32Array(texts.length + 1);
  const bytes = Buffer.from(texts.join(""));
  let at = 0;
  for (const [index, text] of texts.entries()) {
    at += Buffer.byteLength(text);
    starts[index + 1] = at;
  }
  return { bytes, starts };
}

/** The position of a text in a sorted list (by code units), or undefined. */
export function findText(list: TextList, text: string): number | undefined {
  const at = lowerBound(textCount(list), (index) => textAt(list, index) < text);
  return at < textCount(list) && textAt(list, at) === text ? at : undefined;
}

/** The first position without the property, which holds for all positions before and none after. */
export function lowerBound(count: number, isBefore: (index: number) => boolean, from = 0): number {
  let low = from;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Texts of two lists in a new order. */
export interface TextSpan {
  readonly list: TextList;
  readonly from: number;
  readonly to: number;
}

export function joinTextSpans(spans: readonly TextSpan[]): TextList {
  const starts = new Uint32Array(spans.reduce((sum, { from, to }) => sum + to - from, 0) + 1);
  const parts: Uint8Array[] = [];
  let filled = 0;
  let at = 0;
  for (const { list, from, to } of spans) {
    const first = list.starts[from] ?? 0;
    const end = list.starts[to] ?? first;
    for (let index = from; index < to; index++) starts[filled++] = (list.starts[index] ?? 0) - first + at;
    if (end > first) parts.push(list.bytes.subarray(first, end));
    at += end - first;
  }
  starts[filled] = at;
  return { bytes: Buffer.concat(parts), starts };
}
