import { posix } from "node:path";
import type { Json } from "../util/json.ts";

/** Converts a path in a place to a path relative to the root of the git repository. */
export type RootPath = (path: string) => string;

/**
 * @param folder of the places, relative to the root: "" for the root, else with a slash at its end
 */
export function rootPath(folder: string): RootPath {
  return folder === "" ? (path) => path : (path) => posix.join(folder, path);
}

/** User-defined values of any shape; they contain no places. */
const FREE: ReadonlySet<string> = new Set(["metadata", "labels", "config"]);

/** Fields with lists of paths. */
const PATH_LISTS: ReadonlySet<string> = new Set(["changedFiles", "roots"]);

/** An answer for JSON, with all places and paths relative to the root of the repository. */
export function withRootPaths(answer: object, toRoot: RootPath): object {
  const copy = JSON.parse(JSON.stringify(answer)) as Readonly<Record<string, Json>>;
  return fieldsFromRoot(copy, toRoot);
}

type Fields = Readonly<Record<string, Json>>;

function fromRoot(value: Json, toRoot: RootPath): Json {
  if (Array.isArray(value)) return value.map((item: Json) => fromRoot(item, toRoot));
  return value === null || typeof value !== "object" ? value : fieldsFromRoot(value as Fields, toRoot);
}

function fieldsFromRoot(fields: Fields, toRoot: RootPath): Fields {
  const { field } = fields;
  const entries = Object.entries(fields).map(([key, value]): [string, Json] => {
    if (FREE.has(key)) return [key, value];
    // `before` and `after` of an asset field have any shape; those of the field "file" of a bundle are paths.
    if (typeof field === "string" && (key === "before" || key === "after"))
      return [key, field === "file" ? toText(value, toRoot) : value];
    if (PATH_LISTS.has(key) && Array.isArray(value))
      return [key, value.map((item: Json) => toText(item, toRoot))];
    if (key === "file" && typeof fields.line === "number") return [key, toText(value, toRoot)];
    return [key, fromRoot(value, toRoot)];
  });
  return Object.fromEntries(entries);
}

function toText(value: Json, toRoot: RootPath): Json {
  return typeof value === "string" ? toRoot(value) : value;
}
