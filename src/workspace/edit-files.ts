import { join } from "node:path";
import { readRegular } from "../files/regular-file.ts";
import { decode, MAX_FILE_BYTES } from "../flows/decode.ts";
import { AssetsError } from "../util/errors.ts";
import { checkLink } from "./check-paths.ts";
import { writeFile } from "./write-file.ts";

/** A new text for a file, both without a byte order mark. */
export interface FileEdit {
  /** Relative to the folder of the configuration. */
  readonly name: string;
  /** The text that was read. */
  readonly before: string;
  readonly after: string;
}

/**
 * Writes edited texts to their files, each atomically, and keeps byte order marks. All files are checked before the
 * first write, and each again before its own. Throws an AssetsError for a file that another program has changed or that
 * must not be written.
 *
 * @param base the folder of the configuration
 */
export async function editFiles(base: string, edits: readonly FileEdit[]): Promise<void> {
  for (const edit of edits) checkedBytes(base, edit, []);
  const written: string[] = [];
  for (const edit of edits) {
    const bytes = checkedBytes(base, edit, written);
    await writeFile({ path: join(base, edit.name), shown: edit.name }, [bytes]);
    written.push(edit.name);
  }
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** The bytes to write. */
function checkedBytes(base: string, { name, before, after }: FileEdit, written: readonly string[]): Buffer {
  const path = join(base, name);
  // A link allowed for reading is not allowed for writing.
  checkLink(base, { path, shown: name });
  const bytes = bytesAt(path);
  const decoded = bytes && decode(name, bytes);
  if (decoded?.kind !== "text" || decoded.source.text !== before) throw changed(name, written);
  const mark = bytes?.subarray(0, 3).equals(BYTE_ORDER_MARK) ? "\uFEFF" : "";
  return Buffer.from(mark + after);
}

function bytesAt(path: string): Buffer | undefined {
  try {
    return readRegular(path, MAX_FILE_BYTES);
  } catch {
    return undefined;
  }
}

/** @param written the files that were already written */
export function changed(name: string, written: readonly string[] = []): AssetsError {
  const done = written.length === 0 ? "Nothing was written" : `Only ${written.join(", ")} was written`;
  return new AssetsError(`"${name}" has changed since it was read`, {
    hint: `${done}. Run the command again.`,
  });
}
