import { realpathSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { readRegular } from "../files/regular-file.ts";
import { decode, MAX_FILE_BYTES } from "../flows/decode.ts";
import { systemErrorReason } from "../util/errors.ts";
import { slashedPath } from "../util/slashed-path.ts";
import type { ServerFile } from "./config.ts";
import { ConfigError, configError } from "./config-error.ts";
import { readValuesFile } from "./read-config.ts";

/**
 * A file with server values. It must be in the folder, because a stored inventory also refers to such files, and its
 * author must not have other files read.
 *
 * @param folder absolute; the base of the path
 * @throws ConfigError
 */
export function loadValues(folder: string, path: string): ServerFile {
  let bytes: Uint8Array;
  try {
    const file = realpathSync(resolve(folder, path));
    const shown = slashedPath(realpathSync(folder), file);
    if (isAbsolute(shown) || shown.split("/")[0] === "..") {
      throw new ConfigError(`the values file "${path}" is outside the folder of the configuration`, {
        hint: "Move it to the folder of assets.config.yaml or below.",
      });
    }
    bytes = readRegular(file, MAX_FILE_BYTES);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`the values file "${path}" cannot be read: ${systemErrorReason(error)}`, {
      hint: "Check --values. If the stored inventory names the file, scan again.",
      cause: error,
    });
  }
  const decoded = decode(path, bytes);
  if (decoded.kind === "problem") throw configError([decoded.problem]);
  return readValuesFile(decoded.source);
}
