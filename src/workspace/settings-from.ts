import { findSides } from "../changes/find-sides.ts";
import { isTracked, openRepository } from "../changes/repository.ts";
import type { Baseline } from "../lint/baseline.ts";
import { baseConfig, baseValues, bytesAt, checkSameFolder, pathIn } from "./base-config.ts";
import { parseBaseline, readBaseline } from "./baseline-file.ts";
import { baseStoredSettings, differingValues } from "./compared-settings.ts";
import { type ReadValues, withValues } from "./configured-scan.ts";
import { differingSettings, settingKeys } from "./differing-settings.ts";
import type { FilePath } from "./file-path.ts";
import type { Project, ValuesOptions } from "./project.ts";

export interface SettingsFrom {
  /** With the configuration of the revision. */
  readonly project: Project;
  /** The values files, relative to the folder of the configuration. */
  readonly values: readonly string[];
  readonly readValues?: ReadValues;
  /** The baseline as it was there; undefined where there was none. One that git does not track belongs to the user. */
  readonly readBaseline: (file: FilePath) => Promise<Baseline | undefined>;
}

/**
 * The settings of the merge base of a revision and HEAD, as in `assets diff <revision>`, so that a change cannot
 * disable its own check. Differing settings are noted.
 *
 * @throws GitError for an unknown revision, and an AssetsError for unusable settings
 */
export async function settingsFrom(
  project: Project,
  revision: string,
  options: ValuesOptions,
): Promise<SettingsFrom> {
  const repository = await openRepository(project.config.folder);
  const { tree } = (await findSides(repository, { revisions: [revision] })).before;
  const config = await baseConfig(project, repository, tree);
  checkSameFolder(project, config, "Keep the configuration in its folder, or omit --settings-from.");
  const [{ file: _, ...now }, { file: __, ...before }] = [project.config, config];
  const stored = await baseStoredSettings(project, repository, tree, config);
  const values = withValues(project, stored, options).settings?.values ?? [];
  const readValues: ReadValues = (file) => baseValues(project, repository, tree, file);
  const changes = [
    ...differingSettings(now, before),
    ...(await differingValues(config.folder, values, readValues)),
  ];
  if (changes.length > 0) {
    project.note(`warning: the settings differ (${settingKeys(changes)}); lint uses those of the base`);
  }
  return {
    project: { ...project, config },
    values,
    readValues,
    readBaseline: async ({ path, shown }) => {
      const name = pathIn(repository, config.folder, path);
      const bytes = await bytesAt(repository, tree, name);
      if (bytes !== undefined) return parseBaseline(bytes.toString("utf8"), shown);
      const isUsers = name.startsWith("../") || !(await isTracked(repository, name));
      return isUsers ? readBaseline(path, shown) : undefined;
    },
  };
}
