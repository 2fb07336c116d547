/** What is kept of an asset in one byte: its certainty as its index in CERTAINTIES in the lowest two bits, and these. */
export const ASSET = { certainty: 3, external: 4, written: 8, pattern: 16 } as const;
