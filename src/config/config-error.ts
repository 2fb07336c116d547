import type { Place } from "../flows/place.ts";
import { AssetsError } from "../util/errors.ts";

/** A configuration that cannot be used (exit code 2). The message has one line for each problem, with its place. */
export class ConfigError extends AssetsError {
  override readonly name = "ConfigError";
}

export interface ConfigProblem {
  readonly place: Place;
  readonly message: string;
}

export function configError(problems: readonly ConfigProblem[]): ConfigError {
  const lines = problems.map(
    ({ place, message }) => `${place.file}:${place.line}:${place.column}: ${message}`,
  );
  return new ConfigError(lines.join("\n"), {
    hint: "See docs/configuration.md for all keys.",
  });
}
