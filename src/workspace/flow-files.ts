import { join } from "node:path";
import type { FlowFile, ReadFlows } from "../declare/index.ts";
import { readRegular } from "../files/regular-file.ts";
import { completeFlows } from "../flows/complete-flows.ts";
import { decode, MAX_FILE_BYTES } from "../flows/decode.ts";
import type { Problem } from "../flows/problem.ts";
import { onlyProblem, readFlowText } from "../flows/read-flow-file.ts";
import { sourceText } from "../flows/source-text.ts";
import { unreadable } from "../flows/unreadable.ts";
import { readFile } from "../infer/index.ts";
import type { Inventory } from "../model/model.ts";
import type { FlowEnvironment } from "../resolve/environment.ts";
import { inventoryOfFiles } from "../resolve/resolve-file.ts";
import { statFiles } from "./file-status.ts";
import { repositoryFinder } from "./find-repository-files.ts";
import { linkResults } from "./link-results.ts";
import { repositoryReader } from "./read/repository-files.ts";
import { repositoryEnvironments } from "./repository-environment.ts";
import { about, resolveOptions, type ScanOptions } from "./scan-options.ts";

/** A file of the project. An unreadable one has no text. */
export interface LoadedFile extends FlowFile {
  readonly path: string;
}

export interface ProjectFiles {
  readonly files: readonly LoadedFile[];
  readonly inventory: Inventory;
}

/**
 * Reads all files of a scan into memory, with the expressions of inferred names, and links their flows. The inventory
 * equals that of a scan.
 *
 * @param texts overlay texts by name; the files need not exist
 */
export function readProjectFiles(
  options: ScanOptions,
  texts: ReadonlyMap<string, string> = new Map(),
): ProjectFiles {
  const resolving = { ...resolveOptions(options), written: true as const };
  const finder = repositoryFinder(options);
  const found = statFiles({ ...options, onOtherFile: finder.onOtherFile });
  const environmentOf = repositoryEnvironments(finder.found(), resolving, undefined, found.now);
  const onDisk = new Set(found.files.map(({ shownAs }) => shownAs));
  const unsaved = [...texts.keys()].filter((name) => !onDisk.has(name));
  const items = [
    ...found.files,
    ...unsaved.map((name) => ({ path: join(options.base, name), shownAs: name })),
  ];
  const sources = items.map(({ path, shownAs }) => {
    const reader = repositoryReader(environmentOf(shownAs)?.repositoryFiles);
    const read = (text: string, environments?: Readonly<Record<string, FlowEnvironment>>): ReadFlows => {
      const contents = completeFlows(readFlowText(sourceText(shownAs, text)), resolving);
      const linked = { ...resolving, ...(environments && { environments }) };
      return { contents, result: readFile(contents, linked, reader) };
    };
    return { path, name: shownAs, read, ...readText(path, shownAs, texts.get(shownAs)) };
  });
  const alone = sources.map(({ read, text, problem }): ReadFlows => {
    if (problem === undefined) return read(text);
    const contents = onlyProblem(problem);
    return { contents, result: readFile(contents, resolving) };
  });
  const byName = new Map(sources.map((source, at) => [source.name, { source, own: alone[at] }] as const));
  const environments = linkResults(
    new Map([...byName].flatMap(([name, { own }]) => (own ? [[name, own.result] as const] : []))),
    resolving.maxCases,
    (name, environments) => {
      const { source, own } = byName.get(name) ?? {};
      if (source === undefined || own === undefined) throw new Error(`the file ${name} was not read`);
      return source.problem === undefined
        ? source.read(source.text, environments?.byFlow).result
        : own.result;
    },
  );
  const files = sources.map(({ path, name, text, read, problem }, at): LoadedFile => {
    const own = environments.get(name)?.byFlow;
    const first = alone[at] ?? read(text);
    const linked = own === undefined || problem !== undefined ? first : read(text, own);
    return { path, name, text, ...linked, reread: (newText) => read(newText, own) };
  });
  const results = files.map(({ result }) => result);
  return { files, inventory: inventoryOfFiles(results, found.problems, about(options)) };
}

function readText(
  path: string,
  shownAs: string,
  overlay: string | undefined,
): { readonly text: string; readonly problem?: Problem } {
  if (overlay !== undefined) return { text: overlay };
  try {
    const decoded = decode(shownAs, readRegular(path, MAX_FILE_BYTES));
    return decoded.kind === "text" ? { text: decoded.source.text } : { text: "", problem: decoded.problem };
  } catch (error) {
    return { text: "", problem: unreadable(shownAs, error) };
  }
}
