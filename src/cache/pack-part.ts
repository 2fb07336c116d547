/**
 * The contribution of a file, as bytes. Its name in places is replaced by `-0`, which does not occur in any other JSON
 * text here.
 */
export function packPart(part: unknown, file: string): Uint8Array {
  return Buffer.from(JSON.stringify(part).replaceAll(`"file":${JSON.stringify(file)}`, OWN_NAME));
}

/** Reverses `packPart`; undefined for damaged bytes. */
export function unpackPart<Part>(bytes: Uint8Array, file: string): Part | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");
  try {
    return JSON.parse(text.replaceAll(OWN_NAME, () => `"file":${JSON.stringify(file)}`)) as Part;
  } catch {
    return undefined;
  }
}

const OWN_NAME = '"file":-0';
