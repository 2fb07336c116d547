/**
 * FNV-1a, 32 bits. Node's cryptography takes longer to load than a query to answer.
 *
 * @param from the hash of the text before this one
 */
export function fnv1a(text: string, from = 0x811c9dc5): number {
  let hash = from;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** The same as eight letters, to distinguish names of files. */
export function shortHash(text: string): string {
  return fnv1a(text).toString(16).padStart(8, "0");
}
