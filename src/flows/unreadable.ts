import { systemErrorReason } from "../util/errors.ts";
import type { Problem } from "./problem.ts";

/** The problem of a file or folder that the system does not let us read. */
export function unreadable(shownAs: string, error: unknown): Problem {
  return {
    message: `cannot be read (${systemErrorReason(error)}): make it readable, or exclude it`,
    place: { file: shownAs, line: 1, column: 1 },
  };
}
