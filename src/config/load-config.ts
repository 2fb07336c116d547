import { readFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { decode } from "../flows/decode.ts";
import { systemErrorReason } from "../util/errors.ts";
import { type Config, defaultConfig } from "./config.ts";
import { ConfigError, configError } from "./config-error.ts";
import { findConfig } from "./find-config.ts";

export interface LoadOptions {
  /** Absolute current folder; places in messages are shown relative to it. */
  readonly cwd: string;
  /** The file to read instead of the one that would be found, relative to `cwd`. */
  readonly file?: string;
}

/**
 * The configuration that holds in a folder, or the defaults when there is no file.
 *
 * @throws ConfigError when the file cannot be read, is no YAML, or says what the schema does not allow.
 */
export async function loadConfig(options: LoadOptions): Promise<Config> {
  const file = options.file === undefined ? findConfig(options.cwd) : resolve(options.cwd, options.file);
  if (file === undefined) return defaultConfig(options.cwd);
  const shownAs = relative(options.cwd, file).split(sep).join("/");
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
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
