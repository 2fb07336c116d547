import type { Place } from "../flows/place.ts";
import { AssetsError } from "../util/errors.ts";
import { count } from "../util/text.ts";

/** A configuration that cannot be used (exit code 2). The message has one line for each problem, with its place. */
export class ConfigError extends AssetsError {
  override readonly name = "ConfigError";
}

export interface ConfigProblem {
  readonly place: Place;
  readonly message: string;
}

/** More would scroll away the first ones. */
const MOST_PROBLEMS = 20;

export function configError(problems: readonly ConfigProblem[]): ConfigError {
  const lines = problems
    .slice(0, MOST_PROBLEMS)
    .map(({ place, message }) => `${place.file}:${place.line}:${place.column}: ${message}`);
  const more = problems.length - lines.length;
  if (more > 0) lines.push(count(more, "more problem"));
  return new ConfigError(lines.join("\n"), {
    hint: "See docs/configuration.md for all keys.",
  });
}
