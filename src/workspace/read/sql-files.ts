import { readRegular } from "../../files/regular-file.ts";
import { decode, MAX_FILE_BYTES } from "../../flows/decode.ts";
import type { FindSqlFile } from "../../infer/index.ts";

/** SQL files by the path that a flow names them with. */
export type SqlFiles = Readonly<Record<string, { readonly path: string; readonly shownAs: string }>>;

/** Reads SQL files when a flow names them. One that cannot be read is not known. */
export function sqlFileReader(files: SqlFiles | undefined): FindSqlFile | undefined {
  if (files === undefined) return undefined;
  return (name) => {
    const found = Object.hasOwn(files, name) ? files[name] : undefined;
    if (found === undefined) return undefined;
    try {
      const decoded = decode(found.shownAs, readRegular(found.path, MAX_FILE_BYTES));
      return decoded.kind === "text" ? { file: found.shownAs, text: decoded.source.text } : undefined;
    } catch {
      return undefined;
    }
  };
}
