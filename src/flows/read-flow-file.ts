import { statSync } from "node:fs";
import { classify } from "./classify.ts";
import { decode, MAX_FILE_BYTES, tooLarge } from "./decode.ts";
import { fileBytes } from "./file-bytes.ts";
import type { Flow } from "./flow.ts";
import { withPluginDefaults } from "./plugin-defaults.ts";
import type { Problem } from "./problem.ts";
import { readYaml } from "./read-yaml.ts";
import type { SourceText } from "./source-text.ts";
import { flowBranches, flowTriggers, type TreeNotes, type UnknownContainer } from "./task-tree.ts";
import { unreadable } from "./unreadable.ts";
import type { YamlMap, YamlScalar } from "./yaml-node.ts";

/** What one file holds. A file without flows and problems holds other documents, if only an empty one. */
export interface FileContents {
  readonly flows: readonly Flow[];
  /** For each document that is not a flow, what it is: `kubernetes`, `docker-compose`, `empty` ... */
  readonly others: readonly string[];
  /** Why the file, or one of its documents, could not be read. */
  readonly problems: readonly Problem[];
  /** What was read, but may not mean what its author thinks. */
  readonly notes: readonly Problem[];
  readonly unknownContainers: readonly UnknownContainer[];
  /** Flows that do not say their namespace, and so are not read. */
  readonly withoutNamespace: readonly Problem[];
}

/** Reads a file. Whatever is wrong with it is a problem in the result; nothing is thrown. */
export function readFlowFile(path: string, shownAs: string): FileContents {
  let bytes: Uint8Array;
  try {
    const { size } = statSync(path);
    if (size > MAX_FILE_BYTES) return onlyProblem(tooLarge(shownAs, size));
    bytes = fileBytes(path);
  } catch (error) {
    return onlyProblem(unreadable(shownAs, error));
  }
  return readFlowBytes(bytes, shownAs);
}

/** Reads the bytes of a file that come from elsewhere: a revision in git, or standard input. */
export function readFlowBytes(bytes: Uint8Array, shownAs: string): FileContents {
  const decoded = decode(shownAs, bytes);
  return decoded.kind === "text" ? readFlowText(decoded.source) : onlyProblem(decoded.problem);
}

/** Reads text that is already decoded. */
export function readFlowText(source: SourceText): FileContents {
  const flows: Flow[] = [];
  const others: string[] = [];
  const problems: Problem[] = [];
  const notes: TreeNotes = { notes: [], unknownContainers: [] };
  const withoutNamespace: Problem[] = [];
  const documents = readYaml(source);
  for (const document of documents) {
    problems.push(...document.problems);
    notes.notes.push(...document.notes);
    if (document.node === undefined) continue;
    const classified = classify(document.node);
    if (classified.kind === "other") others.push(classified.what);
    else if (classified.kind === "no-namespace") withoutNamespace.push(noNamespace(source, classified.id));
    else flows.push(flow(source, classified.node, classified.id, classified.namespace, notes));
  }
  if (documents.length === 0) others.push("empty");
  return { flows, others, problems, ...notes, withoutNamespace };
}

function noNamespace(source: SourceText, id: Text): Problem {
  return {
    message: `the flow "${id.value}" has no namespace, so its assets are unknown: add "namespace:"`,
    place: source.place(id.span.start),
  };
}

type Text = YamlScalar & { readonly value: string };

function flow(source: SourceText, written: YamlMap, id: Text, namespace: Text, notes: TreeNotes): Flow {
  const node = withPluginDefaults(written);
  return {
    source,
    id,
    namespace,
    node,
    branches: flowBranches(source, node, notes),
    triggers: flowTriggers(node),
  };
}

function onlyProblem(problem: Problem): FileContents {
  return {
    flows: [],
    others: [],
    problems: [problem],
    notes: [],
    unknownContainers: [],
    withoutNamespace: [],
  };
}
