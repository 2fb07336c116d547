import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { KestraLine } from "../../src/flows/flow.ts";

/*
 * fixtures/engine: flows with manually determined edges. For the releases in `lines`, `NAME.expected.json` contains the
 * bundles of our result and the emissions of an execution with given inputs, one line per bundle.
 */

export interface Expectation {
  readonly lines: readonly KestraLine[];
  readonly bundles: readonly string[];
  readonly runs: readonly Run[];
}

export interface Run {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly emits: readonly string[];
  /** Whether the execution is expected to fail. */
  readonly failed?: true;
}

export interface ExpectedFlow {
  readonly file: string;
  readonly text: string;
  readonly expectations: readonly Expectation[];
}

const FOLDER = fileURLToPath(new URL("../../fixtures/engine", import.meta.url));

export function expectedFlows(): ExpectedFlow[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .map((file) => ({
      file,
      text: readFileSync(join(FOLDER, file), "utf8"),
      expectations: JSON.parse(readFileSync(join(FOLDER, file.replace(/\.yaml$/, ".expected.json")), "utf8")),
    }));
}
