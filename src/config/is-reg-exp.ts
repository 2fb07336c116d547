import { JavaError } from "../java/error.ts";
import { compileRegex } from "../java/regex/regex.ts";

/** Whether a text is a regular expression of Java, which is what Kestra's own patterns are. */
export function isRegExp(text: string): boolean {
  try {
    compileRegex(text);
    return text !== "";
  } catch (error) {
    if (error instanceof JavaError) return false;
    throw error;
  }
}
