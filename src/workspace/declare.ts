import { existsSync } from "node:fs";
import { resolve } from "node:path";
import {
  type DraftChoice,
  type DraftedFile,
  type DraftedTask,
  draftDeclarations,
  type LeftTask,
} from "../declare/index.ts";
import { assetAt } from "../graph/graph.ts";
import { taskKey } from "../model/keys.ts";
import type { TaskId } from "../model/model.ts";
import { createOwners } from "../model/owners.ts";
import { flowsMeant } from "../selection/flows-meant.ts";
import { parseSelection } from "../selection/parse.ts";
import { AssetsError } from "../util/errors.ts";
import { scanOptions, withValues } from "./configured-scan.ts";
import { findingsOf, taskOfFinding } from "./declare-findings.ts";
import { editFiles } from "./edit-files.ts";
import { pathInInventory } from "./file-path.ts";
import { type ProjectFiles, readProjectFiles } from "./flow-files.ts";
import { lintSettings } from "./lint-settings.ts";
import { lintTargets } from "./lint-targets.ts";
import { withGraph } from "./open-store.ts";
import type { Project, ValuesOptions } from "./project.ts";
import type { ScanOptions } from "./scan-options.ts";
import { selectNodes } from "./select.ts";
import { uneditableFiles } from "./uneditable-files.ts";

export interface DeclareRequest extends ValuesOptions {
  /** Files and folders relative to the current folder, or one selection of assets. Empty: everything. */
  readonly names: readonly string[];
  /** Edit the files. */
  readonly write?: boolean;
  readonly exclude?: readonly string[];
  /** Only this task. */
  readonly task?: TaskId;
  /** Unsaved texts by name, in place of the files; not with `write`. */
  readonly texts?: ReadonlyMap<string, string>;
}

export interface Declared {
  /** Files with drafts, with their text before and after. */
  readonly files: readonly DraftedFile[];
  /** Tasks with inferred or unknown assets and no draft. */
  readonly left: readonly LeftTask[];
  /** Whether the files were edited. */
  readonly written: boolean;
}

/** Drafts can enable others, for example when a task then has the only unclear name. */
const MOST_ROUNDS = 5;

/**
 * Drafts the missing declarations of a project. A draft changes no edge and adds no lint finding; a second run after
 * `write` changes nothing.
 */
export async function declareAssets(project: Project, request: DeclareRequest): Promise<Declared> {
  const { config } = project;
  if (config.infer === false) {
    throw new AssetsError('"infer" is false in the configuration, so no assets are inferred', {
      hint: "Remove the setting to draft declarations.",
    });
  }
  const { paths, selection } = splitNames(project, request.names);
  const { roots, reported } = lintTargets(project.folder, config, { paths });
  const overrides = { roots, settings: request.exclude ? { exclude: request.exclude } : {} };
  const scan = await scanOptions(project, withValues(project, overrides, request));
  const unsaved = request.texts ?? new Map<string, string>();
  const first = readProjectFiles(scan, unsaved);
  if (first.inventory.flows.length === 0 && first.inventory.files.unreadable === 0) {
    throw new AssetsError(`no flow under ${first.inventory.roots.map((root) => `"${root}"`).join(", ")}`, {
      hint: "Specify the folder with your flows: `assets declare <paths>`.",
      exitCode: 3,
    });
  }
  const isWantedFile = reported ?? (() => true);
  for (const { kind, place, message } of first.inventory.gaps)
    if (kind === "file" && isWantedFile(place.file))
      project.note(`warning: no drafts for ${place.file}:${place.line}: ${message}`);
  const isWanted =
    request.task !== undefined
      ? isTask(request.task)
      : selection === undefined
        ? () => true
        : wantedTasks(project, first, selection);

  const problems = uneditableFiles(config.folder, first.files);
  const fileProblem = (name: string): string | undefined => problems.get(name);
  const excluded = new Map<string, string>();
  const drafted = new Map<string, DraftedFile>();
  let left: readonly LeftTask[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const texts = new Map([...unsaved, ...[...drafted].map(([name, { after }]) => [name, after] as const)]);
    const now = round === 0 ? first : readProjectFiles(scan, texts);
    const found = withoutFindings(project, scan, now, texts, {
      ...{ isWantedFile, isWanted, excluded, fileProblem },
    });
    left = found.left;
    if (found.files.length === 0) break;
    for (const file of found.files) drafted.set(file.name, joinDrafts(drafted.get(file.name), file));
  }
  const files = [...drafted.values()];
  if (request.write) await editFiles(config.folder, files);
  return { files, left, written: request.write === true };
}

function isTask({ task, namespace, flow }: TaskId): DraftChoice["isWanted"] {
  return (id, bundles) =>
    id.namespace === namespace && id.flow === flow && bundles.some((bundle) => bundle.task === task);
}

/** Existing files and folders, or else one selection. */
function splitNames({ folder }: Project, names: readonly string[]) {
  const missing = names.filter((name) => !existsSync(resolve(folder, name)));
  const [selection] = missing;
  if (selection === undefined) return { paths: names, selection: undefined };
  if (names.length > 1) {
    throw new AssetsError(`"${selection}" does not exist`, {
      hint: "Use existing files and folders, or one selection of assets.",
    });
  }
  return { paths: [], selection };
}

/** The tasks that touch a selected asset, or belong to a selected flow. */
function wantedTasks(
  project: Project,
  { inventory }: ProjectFiles,
  selection: string,
): DraftChoice["isWanted"] {
  const { config } = project;
  const aliases = config.infer === false ? [] : config.infer.aliases;
  const { graph } = withGraph(inventory, { declared: false, aliases });
  const owners = createOwners(inventory, undefined);
  const context = {
    graph,
    ownersOf: (asset: Parameters<typeof owners.ofAsset>[0]) => owners.ofAsset(asset).map(({ name }) => name),
    pathOf: (path: string) => pathInInventory(project.folder, config.folder, path),
  };
  const nodes = selectNodes(project, context, selection, { search: true });
  const ids = new Set(
    nodes.flatMap((node) => {
      const { id, names = [] } = assetAt(graph, node);
      return [id, ...names.map((name) => name.id)];
    }),
  );
  const isId = [...ids].includes(selection);
  const flows = new Set(
    (isId || selection.includes("://") ? [] : flowsMeant(parseSelection(selection), context)).map(
      ({ namespace, flow }) => JSON.stringify([namespace, flow]),
    ),
  );
  return ({ namespace, flow }, bundles) =>
    flows.has(JSON.stringify([namespace, flow])) ||
    bundles.some(({ inputs, outputs }) => [...inputs, ...outputs].some(({ id }) => ids.has(id)));
}

/** Drafts, without those that lint has something against. */
function withoutFindings(
  project: Project,
  scan: ScanOptions,
  { files, inventory }: ProjectFiles,
  texts: ReadonlyMap<string, string>,
  choice: Parameters<typeof draftDeclarations>[3] & { readonly excluded: Map<string, string> },
) {
  const { config } = project;
  const aliases = config.infer === false ? [] : config.infer.aliases;
  const settings = lintSettings(config, { pedantic: false });
  const before = findingsOf(scan, settings, texts);
  for (;;) {
    const drafts = draftDeclarations(files, inventory, aliases, choice);
    if (drafts.files.length === 0) return drafts;
    const changed = new Map([...texts, ...drafts.files.map(({ name, after }) => [name, after] as const)]);
    const fresh = findingsOf(scan, settings, changed).without(before);
    if (fresh.length === 0) return drafts;
    const size = choice.excluded.size;
    for (const finding of fresh) {
      for (const task of taskOfFinding(finding, drafts.files, files))
        choice.excluded.set(taskKey(task), `lint would report ${finding.rule}: ${finding.message}`);
    }
    // A finding that no draft explains: nothing is drafted rather than something wrong.
    if (choice.excluded.size === size) {
      for (const task of drafts.files.flatMap(({ tasks }) => tasks))
        choice.excluded.set(taskKey(task), `lint would report ${fresh[0]?.rule}: ${fresh[0]?.message}`);
    }
  }
}

function joinDrafts(one: DraftedFile | undefined, other: DraftedFile): DraftedFile {
  if (one === undefined) return other;
  const tasks: DraftedTask[] = [...one.tasks, ...other.tasks];
  return { ...other, before: one.before, tasks };
}
