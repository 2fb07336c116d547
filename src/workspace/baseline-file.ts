import { firstBytes, readRegular } from "../files/regular-file.ts";
import type { Baseline } from "../lint/baseline.ts";
import { AssetsError, systemErrorCode, systemErrorReason } from "../util/errors.ts";
import type { FilePath } from "./file-path.ts";
import { writeFile } from "./write-file.ts";

/** A finding takes several hundred bytes. */
const MAX_BYTES = 64 * 1024 * 1024;

const HINT = "Create a new one with `assets lint --update-baseline`.";

/** Reads a baseline. Throws an AssetsError (exit code 2) for a missing or invalid one. */
export function readBaseline(path: string, shown: string): Baseline {
  let text: string;
  try {
    text = readRegular(path, MAX_BYTES).toString("utf8");
  } catch (error) {
    const reason = systemErrorCode(error) === "ENOENT" ? "it does not exist" : systemErrorReason(error);
    throw new AssetsError(`the baseline "${shown}" cannot be read: ${reason}`, { hint: HINT, cause: error });
  }
  return parseBaseline(text, shown);
}

/** Parses a baseline. Throws an AssetsError (exit code 2) for an invalid one. */
export function parseBaseline(text: string, shown: string): Baseline {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new AssetsError(`the baseline "${shown}" is not valid JSON`, { hint: HINT, cause: error });
  }
  const problem = problemOf(data);
  if (problem !== undefined)
    throw new AssetsError(`the baseline "${shown}" cannot be used: ${problem}`, { hint: HINT });
  return data as Baseline;
}

/** Writes a baseline. Throws an AssetsError (exit code 2) for a failed write. */
export async function writeBaseline(file: FilePath, baseline: Baseline): Promise<void> {
  checkReplaced(file);
  await writeFile(file, [`${JSON.stringify(baseline, null, 2)}\n`]);
}

/** The configuration names the file, so a baseline replaces only another one, also with conflicts of a merge. */
function checkReplaced({ path, shown }: FilePath): void {
  let begin: string;
  try {
    begin = firstBytes(path, 64).toString("utf8");
  } catch {
    // Missing or unreadable: the write gives the reason.
    return;
  }
  if (begin.trim() === "" || /^\s*\{\s*"version":\s*\d+,\s*"findings":/.test(begin)) return;
  throw new AssetsError(`"${shown}" is not a baseline and is not replaced`, {
    hint: "Choose another file with --baseline, or remove this one.",
  });
}

function problemOf(data: unknown): string | undefined {
  if (!isObject(data)) return "it is not a mapping";
  if (data.version !== 1) return `version ${JSON.stringify(data.version)}, but this program reads version 1`;
  if (!Array.isArray(data.findings)) return '"findings" must be a list';
  const wrong = data.findings.findIndex((entry) => !isEntry(entry));
  return wrong < 0 ? undefined : `item ${wrong + 1} of "findings" lacks "rule" or "finding"`;
}

function isEntry(entry: unknown): boolean {
  if (!isObject(entry) || typeof entry.rule !== "string" || typeof entry.finding !== "string") return false;
  const { file, count } = entry;
  return (file === undefined || typeof file === "string") && (count === undefined || Number.isInteger(count));
}

function isObject(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}
