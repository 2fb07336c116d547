import { readFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { placeOf } from "../files/boundary.ts";
import { readRegular } from "../files/regular-file.ts";
import { decode, MAX_FILE_BYTES } from "../flows/decode.ts";
import { systemErrorReason } from "../util/errors.ts";
import { type Config, defaultConfig } from "./config.ts";
import { ConfigError, configError } from "./config-error.ts";
import { findConfig } from "./find-config.ts";

export interface LoadOptions {
  /** Absolute current folder, the base of places in messages. */
  readonly cwd: string;
  /** The file to read, relative to `cwd`; found automatically when absent. */
  readonly file?: string;
  /** Also follow a link out of the working tree. */
  readonly followLinks?: boolean;
}

/** An automatically found file may be anything. Throws the reason if it must not be read. */
function ownBytes(file: string, { cwd, followLinks }: LoadOptions): Uint8Array {
  if (!followLinks && placeOf(cwd, file) === "leads-out")
    throw new Error("it is a link out of the working tree; --follow-links allows it");
  return readRegular(file, MAX_FILE_BYTES);
}

/**
 * The configuration for a folder, or the defaults without a file.
 *
 * @throws ConfigError for an unreadable file, invalid YAML, or a violation of the schema
 */
export async function loadConfig(options: LoadOptions): Promise<Config> {
  const file = options.file === undefined ? findConfig(options.cwd) : resolve(options.cwd, options.file);
  if (file === undefined) return defaultConfig(options.cwd);
  const shownAs = relative(options.cwd, file).split(sep).join("/");
  let bytes: Uint8Array;
  try {
    bytes = options.file === undefined ? ownBytes(file, options) : readFileSync(file);
  } catch (error) {
    throw new ConfigError(`the configuration "${shownAs}" cannot be read: ${systemErrorReason(error)}`, {
      hint: "Check the path, or create a configuration with `assets init`.",
      cause: error,
    });
  }
  const decoded = decode(shownAs, bytes);
  if (decoded.kind === "problem") throw configError([decoded.problem]);
  const { readConfig } = await import("./read-config.ts");
  return { ...readConfig(decoded.source, dirname(file)), file };
}
