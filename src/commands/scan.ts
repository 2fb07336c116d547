import { resolve } from "node:path";
import { loadConfig } from "../config/load-config.ts";
import type { ScanSettings } from "../inventory/model.ts";
import { checkText } from "../report/check-text.ts";
import { jsonText } from "../report/json.ts";
import { placeName } from "../report/names.ts";
import { scanText } from "../report/scan-text.ts";
import type { UpdatedStore } from "../scan-update.ts";
import { assembledInventory } from "../store/assembly/assembled-records.ts";
import { type Difference, differences } from "../store/differences.ts";
import { readStore } from "../store/read-store.ts";
import { AssetsError, type ExitCode } from "../util/errors.ts";
import { count } from "../util/text.ts";
import type { Program } from "./support/program.ts";
import { holdsScan, type SavedScan, saveScan } from "./support/save-scan.ts";
import { scanForStore } from "./support/scan-for-store.ts";
import { scanOptions } from "./support/scan-options.ts";
import type { ScanReport } from "./support/scan-report.ts";
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
  const scanned = await scanForStore(program, { ...toScan, onUnusedExclude }, store.path);
  for (const pattern of unused)
    program.note(`note: the exclude pattern "${pattern}" matches no file or folder`);
  if (scanned.kind === "unchanged") {
    const report = scanned.report as ScanReport;
    if (!options.check) return tell(program, report, store, "unchanged");
    return tellDifferences(program, store, [], report.summary.files.unreadable);
  }
  refuseNothing(scanned.scanned);
  if (options.check) return check(program, scanned.scanned, store);
  const { report, state } = await saveScan(scanned.scanned, store);
  return tell(program, report, store, state);
}

/** An inventory of nothing is a mistake in the path more often than the truth; it must not replace a store. */
function refuseNothing({ head: { files, roots } }: UpdatedStore): void {
  if (files.withFlows > 0 || files.unreadable > 0) return;
  const where = roots.map((root) => `"${root}"`).join(", ");
  const message =
    files.found === 0
      ? `there is no YAML file under ${where}`
      : `there is no flow under ${where}: ${count(files.found, "YAML file")}, and none has id, namespace and tasks`;
  throw new AssetsError(message, {
    hint: "Name the folder that holds your flows: `assets scan <paths>`.",
    exitCode: 3,
  });
}

function tell(
  program: Program,
  { notes, roots, summary, gaps }: ScanReport,
  { shown }: StorePath,
  state: SavedScan["state"],
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

function check(program: Program, scanned: UpdatedStore, store: StorePath): ExitCode {
  const { files } = scanned.head;
  if (holdsScan(scanned, store)) return tellDifferences(program, store, [], files.unreadable);
  const stored = readStore(store.path, store.shown);
  const found = differences(stored.inventory, assembledInventory(scanned));
  return tellDifferences(program, store, found, files.unreadable, false);
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
