import { join, relative } from "node:path";
import { realPathOf } from "../../files/boundary.ts";
import type { Finding } from "../../lint/finding.ts";
import { cachePlace } from "../cache-place.ts";
import { checkPolicies } from "../check-policies.ts";
import { baselinePath, currentSettings, lintRun } from "../lint-project.ts";
import { openCacheAt } from "../open-cache.ts";
import type { Project } from "../project.ts";
import { diagnostics, relatedNames } from "./diagnostics.ts";
import { createDocuments, type Document } from "./document.ts";
import { openSessionFiles, type SessionFiles } from "./session-files.ts";
import { createSessionInventory, type SessionInventory } from "./session-inventory.ts";

/**
 * An open project with unsaved texts, for an editor. Everything that was read stays in memory; a change reads only the
 * changed file. Writes nothing but the file cache of the user.
 */
export interface Session
  extends Pick<SessionFiles, "hasText" | "nameOf" | "refresh" | "setText" | "textOf" | "texts" | "version"> {
  readonly project: Project;
  /** The path of a file by its name in places. */
  readonly pathOf: (name: string) => string;
  /** The findings of files, by name; those of `assets lint FILE` for the same texts. */
  readonly diagnostics: (names: readonly string[]) => ReadonlyMap<string, readonly Finding[]>;
  /** The files whose findings can depend on some files, these included. */
  readonly related: (names: readonly string[]) => readonly string[];
  readonly inventory: () => SessionInventory;
  /** The last inventory, which may lack the latest edits; faster while the user types. */
  readonly lastInventory: () => SessionInventory;
  /** The text of a file with its last readable tree; undefined for a missing file. */
  readonly document: (name: string) => Document | undefined;
  readonly close: () => void;
}

/** Opens a project for an editor. Throws an AssetsError for an invalid configuration, a missing root or baseline. */
export async function openSession(project: Project): Promise<Session> {
  const { config, folder, environment } = project;
  const request = { paths: [] };
  const given = currentSettings(project, request);
  checkPolicies(config, folder);
  const place = cachePlace(config.folder, environment);
  const cache = openCacheAt(place, config.folder);
  try {
    const run = await lintRun(given, request, [], cache);
    const file = baselinePath(project, request);
    const baseline = file && (await given.readBaseline(file)).baseline;
    const files = openSessionFiles({ ...run, cache });
    const settings = { scan: run.scan, rules: run.settings, ...(baseline && { baseline }) };
    let last: SessionInventory | undefined;
    const aliases = config.infer === false ? [] : config.infer.aliases;
    const current = createSessionInventory(files, run.scan, cache, aliases);
    const inventory = () => {
      last = current();
      return last;
    };
    return {
      ...files,
      project,
      nameOf: (path) => {
        const name = files.nameOf(path);
        if (name !== undefined) return name;
        // An editor may name the folder by another link than the current folder.
        const inside = relative(realPathOf(run.scan.base), realPathOf(path));
        return files.nameOf(join(run.scan.base, inside));
      },
      pathOf: (name) => join(run.scan.base, name),
      diagnostics: (names) => diagnostics(files, settings, names),
      related: (names) => relatedNames(files, names),
      inventory,
      lastInventory: () => last ?? inventory(),
      document: createDocuments(files),
      close: cache.close,
    };
  } catch (error) {
    cache.close();
    throw error;
  }
}
