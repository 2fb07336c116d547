import type { YamlNode } from "../yaml-node.ts";
import { readMapOrList } from "./block-collection.ts";
import { type Cursor, isGivenUp, skipToContent } from "./cursor.ts";

/** Tabs, carriage returns and other control characters, and the byte order mark. */
const UNUSUAL_CHARACTER = /[\0-\t\v-\x1f\uFEFF]/;

/**
 * Reads a text that is one document in the subset of YAML that flows are written in: mappings and lists in blocks,
 * plain, quoted and block scalars, flow collections on one line, comments. For every such text the node is the one the
 * full reader gives, with the same spans.
 *
 * @returns undefined for everything else, and for everything that is not valid: the full reader then says what it is
 */
export function readFast(text: string): YamlNode | undefined {
  if (UNUSUAL_CHARACTER.test(text)) return undefined;
  const cursor: Cursor = { text, at: 0, column: 0, comments: -1, end: 0 };
  try {
    skipToContent(cursor, 0, false);
    const node = cursor.column === 0 ? readMapOrList(cursor, 0, 0) : undefined;
    // Whatever stands at the left edge after the collection is no part of it.
    return cursor.at === text.length ? node : undefined;
  } catch (error) {
    if (isGivenUp(error)) return undefined;
    throw error;
  }
}
