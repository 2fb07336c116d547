/**
 * Looks up the position of a name. Sequential lookups compare with the next name; the first other lookup builds an
 * index.
 */
export function createNameNumbers(names: readonly string[]): (name: string) => number | undefined {
  let numbers: Map<string, number> | undefined;
  let next = 0;
  return (name) => {
    if (names[next] === name) return next++;
    if (names[next - 1] === name) return next - 1;
    numbers ??= new Map(names.map((text, number) => [text, number]));
    const number = numbers.get(name);
    if (number !== undefined) next = number + 1;
    return number;
  };
}

/** Texts as one array of bytes: JSON, because a name may contain any character. */
export function packNames(names: readonly string[]): Uint8Array {
  return Buffer.from(JSON.stringify(names));
}

export function unpackNames(bytes: Uint8Array): readonly string[] {
  return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8")) as string[];
}
