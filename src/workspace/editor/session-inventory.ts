import type { FileCache } from "../../cache/file-cache.ts";
import { MAX_FILE_BYTES } from "../../flows/decode.ts";
import { readFlowText } from "../../flows/read-flow-file.ts";
import { namesSourceFile } from "../../flows/source-file.ts";
import { sourceText } from "../../flows/source-text.ts";
import type { ReadOptions } from "../../infer/index.ts";
import { readFile } from "../../infer/index.ts";
import type { FileResult } from "../../model/declared.ts";
import type { FileEnvironments } from "../../resolve/file-environments.ts";
import { inventoryOfFiles } from "../../resolve/resolve-file.ts";
import { linkResults } from "../link-results.ts";
import { type OpenInventory, withGraph } from "../open-store.ts";
import { repositoryReader } from "../read/repository-files.ts";
import { repositoryEnvironments } from "../repository-environment.ts";
import { about, resolveOptions, type ScanOptions } from "../scan-options.ts";
import type { SessionFiles } from "./session-files.ts";

/** The inventory of all files. */
export interface SessionInventory extends OpenInventory {
  /** The results of each file with its environments, by name. */
  readonly results: ReadonlyMap<string, FileResult>;
  /** The node of an asset by any of its ids. */
  readonly nodeOfName: (id: string) => number | undefined;
}

/**
 * The inventory of a session, as of a scan with unsaved texts in place of the files. A file that cannot be read counts
 * with its last readable text. Files that depend on others are read again only when these changed.
 *
 * @returns the current inventory; the same object until a file changes
 */
export function createSessionInventory(
  files: SessionFiles,
  scan: ScanOptions,
  cache: FileCache,
  aliases: readonly (readonly string[])[],
): () => SessionInventory {
  const resolving = resolveOptions(scan);
  /** What the last build read again, by name and environments. */
  let again = new Map<string, ReadAgain>();
  let last: { readonly version: number; readonly inventory: SessionInventory } | undefined;

  const build = (): SessionInventory => {
    const environmentOf =
      scan.infer === undefined
        ? () => undefined
        : repositoryEnvironments(files.repositoryFiles(), resolving, cache, Date.now());
    const current = new Map(
      files.all().map((file) => {
        const own = file.load().own;
        const readable =
          own.unreadable && files.hasText(file.name) ? files.lastReadable(file.name) : undefined;
        return [file.name, { own: readable?.file.load().own ?? own, text: readable?.text }] as const;
      }),
    );
    const next = new Map<string, ReadAgain>();
    const readAgain = (name: string, environments: FileEnvironments | undefined): FileResult => {
      const found = environmentOf(name);
      const own = current.get(name)?.own ?? NOTHING;
      if (environments === undefined && found === undefined) return own;
      const key = `${found?.hash ?? ""} ${environments?.hash ?? ""} ${name}`;
      const known = next.get(key) ?? again.get(key);
      if (known?.from === own) {
        next.set(key, known);
        return known.result;
      }
      const text = current.get(name)?.text ?? files.textOf(name)?.text;
      const options: ReadOptions = {
        ...(found?.resolving ?? resolving),
        ...(environments && { environments: environments.byFlow }),
      };
      const result =
        text === undefined || text.length > MAX_FILE_BYTES
          ? own
          : readFile(readFlowText(sourceText(name, text)), options, repositoryReader(found?.repositoryFiles));
      next.set(key, { from: own, result });
      return result;
    };
    const alone = new Map(
      [...current].map(([name, { own }]) => {
        const needsFiles = environmentOf(name) !== undefined && mayUseFiles(files.textOf(name)?.text ?? "");
        return [name, needsFiles ? readAgain(name, undefined) : own];
      }),
    );
    const environments = linkResults(alone, resolving.maxCases, readAgain);
    const results = new Map(
      [...alone].map(([name, own]) => {
        const linked = environments.get(name);
        return [name, linked === undefined ? own : readAgain(name, linked)];
      }),
    );
    again = next;
    const inventory = inventoryOfFiles([...results.values()], files.problems(), about(scan));
    const open = withGraph(inventory, { declared: false, aliases });
    const { assets, nodeOf } = open.graph;
    const others = new Map(assets.flatMap(({ id, names = [] }) => names.map((name) => [name.id, id])));
    return { ...open, results, nodeOfName: (id) => nodeOf(others.get(id) ?? id) };
  };
  return () => {
    const version = files.version();
    if (last?.version !== version) last = { version, inventory: build() };
    return last.inventory;
  };
}

/** A result with environments, and the one without from which it follows. */
interface ReadAgain {
  readonly from: FileResult;
  readonly result: FileResult;
}

const NOTHING: FileResult = { flows: [], steps: 0, gaps: [], others: [], notes: [], unreadable: false };

/** Whether a flow may use a SQL file, a program or the manifest of a dbt project. */
function mayUseFiles(text: string): boolean {
  return namesSourceFile(text) || /\bdbt\b/.test(text);
}
