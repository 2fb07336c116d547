import { Failure, restated } from "../values/failure.ts";
import type { Dialect } from "./dialect.ts";
import { parseTemplate } from "./parser.ts";
import type { Template } from "./syntax-tree.ts";

const CAPACITY = 5000;
/** Longer texts are rarely met twice, and would keep much memory. */
const MAX_LENGTH = 20_000;
const caches: Readonly<Record<Dialect, Map<string, Template | Failure>>> = {
  "2.0": new Map(),
  "1.x": new Map(),
};

/** Parses a template once; throws its syntax Failure each time. */
export function parsedTemplate(source: string, dialect: Dialect): Template {
  const cache = caches[dialect];
  let result = cache.get(source);
  if (result === undefined) {
    result = parse(source, dialect);
    if (source.length <= MAX_LENGTH) {
      if (cache.size >= CAPACITY) cache.clear();
      cache.set(source, result);
    }
  }
  if (result instanceof Failure) throw restated(result, {});
  return result;
}

function parse(source: string, dialect: Dialect): Template | Failure {
  try {
    return parseTemplate(source, dialect);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
