import { JavaError } from "../java/error.ts";
import { compileRegex } from "../java/regex/regex.ts";

/** Whether a text is a Java regular expression, the syntax of Kestra's own patterns. */
export function isRegExp(text: string): boolean {
  try {
    compileRegex(text);
    return text !== "";
  } catch (error) {
    if (error instanceof JavaError) return false;
    throw error;
  }
}
