/**
 * What a file contributed, as bytes. Its own name stands in every place and is left out: `-0` stands for it, which no
 * JSON text that is made here holds otherwise.
 */
export function packPart(part: unknown, file: string): Uint8Array {
  return Buffer.from(JSON.stringify(part).replaceAll(`"file":${JSON.stringify(file)}`, OWN_NAME));
}

/** The same part again, or undefined when the bytes are damaged. */
export function unpackPart<Part>(bytes: Uint8Array, file: string): Part | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");
  try {
    return JSON.parse(text.replaceAll(OWN_NAME, () => `"file":${JSON.stringify(file)}`)) as Part;
  } catch {
    return undefined;
  }
}

const OWN_NAME = '"file":-0';
