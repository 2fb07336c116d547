import {
  compileRegex,
  type JavaRegex,
  RegexLimitError,
  RegexReplacementError,
  RegexSyntaxError,
  RegexUnsupportedError,
} from "../../java/regex/regex.ts";
import { fail } from "../values/failure.ts";
import { unknown, type Value } from "../values/value.ts";

/**
 * Runs something with a Java regular expression. What Java refuses is an error; a construct that is not supported and
 * a match that takes too many steps make the result unknown.
 */
export function withRegex(pattern: string, action: (regex: JavaRegex) => Value): Value {
  const shown = pattern.slice(0, 60);
  try {
    return action(compileRegex(pattern));
  } catch (error) {
    if (error instanceof RegexSyntaxError)
      throw fail(`"${shown}" is no regular expression: ${error.message}`);
    if (error instanceof RegexReplacementError) throw fail(`the replacement is malformed: ${error.message}`);
    if (error instanceof RegexUnsupportedError)
      return unknown(`the regular expression "${shown}" uses ${error.message}, which is not supported`);
    if (error instanceof RegexLimitError) return unknown(`"${shown}": ${error.message}`);
    throw error;
  }
}
