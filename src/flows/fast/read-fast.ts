import type { YamlNode } from "../yaml-node.ts";
import { readMapOrList } from "./block-collection.ts";
import { type Cursor, isGivenUp, skipToContent } from "./cursor.ts";

/** Tabs, carriage returns and other control characters, and the byte order mark. */
const UNUSUAL_CHARACTER = /[\0-\t\v-\x1f\uFEFF]/;

/**
 * Reads a single document in the YAML subset of typical flows: block mappings and lists, plain, quoted and block
 * scalars, flow collections on one line, comments. The node equals that of the full reader, with the same spans.
 *
 * @returns undefined for all other text, including invalid YAML, which the full reader handles
 */
export function readFast(text: string): YamlNode | undefined {
  if (UNUSUAL_CHARACTER.test(text)) return undefined;
  const cursor: Cursor = { text, at: 0, column: 0, comments: -1, end: 0 };
  try {
    skipToContent(cursor, 0, false);
    const node = cursor.column === 0 ? readMapOrList(cursor, 0, 0) : undefined;
    // Text at the left edge after the collection is not part of it.
    return cursor.at === text.length ? node : undefined;
  } catch (error) {
    if (isGivenUp(error)) return undefined;
    throw error;
  }
}
