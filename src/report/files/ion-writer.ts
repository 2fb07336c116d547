import type * as Ion from "ion-js";

export type IonForm = "text" | "binary";

/** Where ion-js's writers put bytes. */
interface Sink {
  writeByte(byte: number): void;
  writeBytes(bytes: Uint8Array): void;
  getBytes(): Uint8Array;
}

/** Parts of ion-js's writers that are not in its types. */
interface WriterParts {
  encodeAnnotations?: (names: readonly string[]) => Uint8Array;
  writeSymbolToken?: (name: string) => void;
  writeable?: Sink;
  writer?: { writeable?: Sink };
}

/**
 * A writer of ion-js that encodes each field name once and collects bytes in one buffer. Left to itself it allocates
 * 8 KiB for every field name in binary, and small arrays for every byte sequence: a minute and a half for 100,000
 * assets. Where a later version has other parts, its writer works as it is.
 */
export function makeIonWriter(ion: typeof Ion, form: IonForm): Ion.Writer {
  const writer = form === "binary" ? ion.makeBinaryWriter() : ion.makeTextWriter();
  const parts = writer as unknown as WriterParts;
  if (form === "binary") encodeOnce(parts);
  else writeOnce(ion, parts);
  return writer;
}

const NOTHING = new Uint8Array(0);

/** In one binary writer a name keeps its symbol id, so its bytes stay the same. */
function encodeOnce(parts: WriterParts): void {
  const encode = parts.encodeAnnotations?.bind(parts);
  if (!encode || !parts.writer?.writeable) return;
  parts.writer.writeable = createSink();
  const known = new Map<string, Uint8Array>();
  parts.encodeAnnotations = (names) => {
    const [name] = names;
    if (name === undefined) return NOTHING;
    if (names.length > 1) return encode(names);
    const bytes = known.get(name) ?? encode(names);
    known.set(name, bytes);
    return bytes;
  };
}

/** The text of a name is the same in every writer. Keys of metadata come from users, so there can be many. */
const tokens = new Map<string, Uint8Array>();
const MAX_TOKENS = 10_000;

function writeOnce(ion: typeof Ion, parts: WriterParts): void {
  if (!parts.writeSymbolToken || !parts.writeable) return;
  const sink = createSink();
  parts.writeable = sink;
  parts.writeSymbolToken = (name) => {
    let bytes = tokens.get(name);
    if (!bytes) {
      const plain = ion.makeTextWriter();
      plain.writeSymbol(name);
      plain.close();
      bytes = plain.getBytes();
      if (tokens.size < MAX_TOKENS) tokens.set(name, bytes);
    }
    sink.writeBytes(bytes);
  };
}

function createSink(): Sink {
  let buffer = new Uint8Array(65_536);
  let length = 0;
  const reserve = (more: number) => {
    if (length + more <= buffer.length) return;
    const larger = new Uint8Array(Math.max(buffer.length * 2, length + more));
    larger.set(buffer.subarray(0, length));
    buffer = larger;
  };
  return {
    writeByte(byte) {
      reserve(1);
      buffer[length++] = byte;
    },
    writeBytes(bytes) {
      reserve(bytes.length);
      // Most are a few bytes long, which a loop copies faster than a call.
      if (bytes.length > 24) buffer.set(bytes, length);
      else for (let at = 0; at < bytes.length; at++) buffer[length + at] = bytes[at] ?? 0;
      length += bytes.length;
    },
    getBytes: () => buffer.slice(0, length),
  };
}
