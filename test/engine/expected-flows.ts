import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { KestraLine } from "../../src/flows/flow.ts";

/*
 * fixtures/engine: flows with edges worked out by hand. `NAME.expected.json` holds, for the releases
 * in `lines`, the bundles of our result and the emissions of an execution with certain inputs, one line for each bundle.
 */

export interface Expectation {
  readonly lines: readonly KestraLine[];
  readonly bundles: readonly string[];
  readonly runs: readonly Run[];
}

export interface Run {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly emits: readonly string[];
  /** The execution is meant to fail. */
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
