import { resolve } from "node:path";
import { loadConfig } from "../config/load-config.ts";
import type { ExitCode } from "../errors.ts";
import type { ScanSettings } from "../inventory/model.ts";
import { checkText } from "../report/check-text.ts";
import { jsonText } from "../report/json.ts";
import { placeName } from "../report/names.ts";
import { scanText } from "../report/scan-text.ts";
import { count } from "../report/words.ts";
import { type Difference, differences } from "../store/differences.ts";
import { readStore } from "../store/read-store.ts";
import type { ScanReport } from "../workspace/scan-report.ts";
import type { StoreScan } from "../workspace/scan-store.ts";
import type { Program } from "./support/program.ts";
import { scanForStore } from "./support/scan-for-store.ts";
import { scanOptions } from "./support/scan-options.ts";
import { type StorePath, storePath } from "./support/store-path.ts";

export interface ScanCommandOptions extends Omit<ScanSettings, "inputs"> {
  /** Values of inputs, by id. */
  readonly input?: Readonly<Record<string, string>>;
  readonly store?: string;
  readonly config?: string;
  readonly tenant?: string;
  /** Compare with the store instead of writing it. */
  readonly check?: boolean;
}

export async function run(
  program: Program,
  paths: readonly string[],
  options: ScanCommandOptions,
): Promise<ExitCode> {
  const config = await loadConfig({
    cwd: program.folder,
    ...(options.config !== undefined && { file: options.config }),
  });
  const { tenant, kestra, input, maxCases, exclude } = options;
  const settings: ScanSettings = {
    ...(kestra !== undefined && { kestra }),
    ...(input !== undefined && { inputs: sorted(input) }),
    ...(maxCases !== undefined && { maxCases }),
    ...(exclude !== undefined && { exclude }),
  };
  const store = storePath(program, config, options.store);
  const unused: string[] = [];
  const toScan = scanOptions(config, {
    roots: paths.length > 0 ? paths.map((path) => resolve(program.folder, path)) : config.paths,
    settings,
    ...(tenant !== undefined && { tenant }),
  });
  const onUnusedExclude = (pattern: string) => void unused.push(pattern);
  const scanned = await scanForStore(program, {
    ...{ ...toScan, onUnusedExclude, store },
    ...{ write: !options.check, refuseEmpty: true },
  });
  for (const pattern of unused)
    program.note(`note: the exclude pattern "${pattern}" matches no file or folder`);
  const { report, state, problem } = scanned;
  if (options.check) return check(program, scanned, store);
  if (problem) throw problem;
  return tell(program, report, store, state);
}

function tell(
  program: Program,
  { notes, roots, summary, gaps }: ScanReport,
  { shown }: StorePath,
  state: StoreScan["state"],
): ExitCode {
  const report = { roots, summary, gaps, store: shown, state };
  for (const { place, message } of notes.slice(0, MOST_NOTES))
    program.note(`note: ${placeName(place)}: ${message}`);
  if (notes.length > MOST_NOTES)
    program.note(`note: and ${count(notes.length - MOST_NOTES, "more", "more")}`);
  program.print(program.format === "json" ? jsonText("scan", report) : scanText(report, program.text));
  return summary.files.unreadable > 0 ? 1 : 0;
}

const MOST_NOTES = 20;

function check(program: Program, { state, report, inventory }: StoreScan, store: StorePath): ExitCode {
  const { unreadable } = report.summary.files;
  if (state === "unchanged") return tellDifferences(program, store, [], unreadable);
  const stored = readStore(store.path, store.shown);
  return tellDifferences(program, store, differences(stored.inventory, inventory()), unreadable, false);
}

function tellDifferences(
  program: Program,
  { shown }: StorePath,
  found: readonly Difference[],
  unreadable: number,
  upToDate = true,
): ExitCode {
  const answer = { store: shown, upToDate, differences: found };
  program.print(
    program.format === "json" ? jsonText("scan --check", answer) : checkText(answer, program.text),
  );
  return upToDate && unreadable === 0 ? 0 : 1;
}

function sorted(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(inputs).sort(([a], [b]) => (a < b ? -1 : 1)));
}
