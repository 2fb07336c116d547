import { JavaError } from "../../java/error.ts";
import { compileRegex, type JavaRegex } from "../../java/regex/regex.ts";
import { fail } from "../values/failure.ts";
import { unknown } from "../values/unknown.ts";
import type { Value } from "../values/value.ts";

/**
 * Runs something with a Java regular expression. What Java refuses is an error; a construct that is not supported and
 * a match that takes too many steps make the result unknown.
 */
export function withRegex(pattern: string, action: (regex: JavaRegex) => Value): Value {
  const shown = pattern.slice(0, 60);
  let place = `"${shown}" is not a valid regular expression`;
  try {
    const regex = compileRegex(pattern);
    place = "the replacement is malformed";
    return action(regex);
  } catch (error) {
    if (!(error instanceof JavaError)) throw error;
    if (error.kind === "invalid") throw fail(`${place}: ${error.message}`);
    if (error.kind === "limit") return unknown(`"${shown}": ${error.message}`);
    return unknown(`the regular expression "${shown}" uses ${error.message}, which is not supported`);
  }
}
