// Must be imported before the measured code.
import "./operations.ts";
import { createHash } from "node:crypto";
import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import type { FileResult } from "../../src/model/declared.ts";
import { resolveFile } from "../../src/resolve/resolve-file.ts";

export const RESOLVE = { tenant: "main", pins: { all: {}, byFlow: {} }, maxCases: 1000 };
export const ABOUT = { tenant: "main", roots: ["flows"] };

export interface File {
  readonly name: string;
  readonly text: string;
}

/** The text of the file number `at` of a repository in a version. */
export type Shape = (at: number, version: number) => string;

const task = (inputs: readonly string[], outputs: readonly string[], id = "t") =>
  `  - id: ${id}\n    type: io.kestra.plugin.jdbc.duckdb.Query\n    assets:\n      inputs: [${inputs.join(", ")}]\n      outputs: [${outputs.join(", ")}]\n`;
const flow = (id: string, ...tasks: readonly string[]) =>
  `id: ${id}\nnamespace: company\ntasks:\n${tasks.join("")}`;
const table = (id: string) => `{id: "${id}", type: Table}`;
const RUN = "{{ execution.id }}";

/** Repository structures that could cause superlinear growth in some step. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  "a chain that begins anew every five flows": (at, version) =>
    flow(
      `f${at}`,
      task(at % 5 === 0 ? [] : [table(`t${at - 1}`)], [table(`t${at}`), table(`v${at}_${version}`)]),
    ),
  "one table that all read and write": (at, version) =>
    flow(`f${at}`, task([table("common")], [`{id: common, type: Table, metadata: {by: ${at + version}}}`])),
  "flows that share their coordinates by twos, each two with the next": (at, version) =>
    `${flow(`f${at}`, task([], [table(`t${at}_${version}`)]))}---\n${flow(`f${at + 1}`, task([table(`t${at}`)], []))}`,
  "patterns that begin alike": (at, version) =>
    flow(
      `f${at}`,
      task(
        [table(`run-${RUN}-r${at}`), table(`run-1-${at}`)],
        [table(`run-${RUN}-${at}`), table(`v${at}_${version}`)],
      ),
    ),
  "patterns that begin each in its own way": (at, version) =>
    flow(
      `f${at}`,
      task([table(`r${at}-${RUN}`), table(`w${at}-1`)], [table(`w${at}-${RUN}`), table(`v${at}_${version}`)]),
    ),
  "files with gaps, files that are broken, and other documents": (at, version) =>
    [
      flow(`f${at}`, task([table("{{ inputs.none }}")], ["{id: 's3://x'}", table(`v${at}_${version}`)])),
      `id: "open${version}\n`,
      `kind: Service\nversion: ${version}\n`,
    ][at % 3] ?? "",
};

/** Files in folders. The order of their paths differs from the order of their numbers. */
export function files(shape: Shape, count: number, changed?: number): File[] {
  return Array.from({ length: count }, (_, at): File => {
    const scrambled = createHash("sha1").update(String(at)).digest("hex").slice(0, 6);
    const name = `flows/${scrambled.slice(0, 1)}/${scrambled}-${at}.yml`;
    return { name, text: shape(at, at === changed ? 1 : 0) };
  }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function partsOf({ name, text }: File): FileResult {
  return resolveFile(readFlowText(sourceText(name, text)), RESOLVE);
}
