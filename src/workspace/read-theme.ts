import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { AssetsError, systemErrorReason } from "../util/errors.ts";

/** The JSON of a theme file. Throws an AssetsError for an unreadable one. */
export function readTheme(folder: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(resolve(folder, file), "utf8"));
  } catch (error) {
    throw new AssetsError(`the theme "${file}" cannot be read: ${systemErrorReason(error)}`, {
      cause: error,
      hint: "See docs/exports/pictures.md for an example theme.",
    });
  }
}
