import { statSync } from "node:fs";
import { blueprintBlock } from "./blueprint-text.ts";
import { classify } from "./classify.ts";
import { completeFlows } from "./complete-flows.ts";
import { decode, MAX_FILE_BYTES, tooLarge } from "./decode.ts";
import { fileBytes } from "./file-bytes.ts";
import type { FileContents, NamelessFlow } from "./file-contents.ts";
import type { Flow } from "./flow.ts";
import { flowOf } from "./flow-of.ts";
import type { Problem } from "./problem.ts";
import { readYaml } from "./read-yaml.ts";
import type { SourceText } from "./source-text.ts";
import type { TreeNotes } from "./task-tree.ts";
import { isTerraform, terraformFlows } from "./terraform.ts";
import { unreadable } from "./unreadable.ts";
import type { YamlMap } from "./yaml-node.ts";

export type { FileContents, NamelessFlow } from "./file-contents.ts";

/** Reads a file. All errors are problems in the result; never throws. */
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
  return isTerraform(source.file) ? readTerraform(source) : readYamlText(source);
}

/** The text around the flows of a Terraform file is not a document. */
function readTerraform(written: SourceText): FileContents {
  const { source, flows, namespaceAt, problems } = terraformFlows(written);
  if (flows === 0)
    return { ...NOTHING, others: problems.length === 0 ? ["terraform"] : [], elsewhere: problems };
  const read = readYamlText(source);
  const others = read.others.filter((kind) => kind !== "empty");
  return completeFlows(
    { ...read, others, elsewhere: problems },
    { namespaceOf: ({ id }) => namespaceAt(id.span.start) },
  );
}

function readYamlText(source: SourceText): FileContents {
  // Before rendering, a blueprint is not a flow, and often not YAML.
  if (blueprintBlock(source.text) !== undefined)
    return { ...NOTHING, others: ["kestra blueprint"], blueprint: source };
  const flows: Flow[] = [];
  const others: string[] = [];
  const problems: Problem[] = [];
  const notes: TreeNotes = { notes: [], unknownContainers: [] };
  const withoutNamespace: NamelessFlow[] = [];
  const documents = readYaml(source);
  for (const document of documents) {
    problems.push(...document.problems);
    notes.notes.push(...document.notes);
    if (document.node === undefined) continue;
    const classified = classify(document.node);
    if (classified.kind === "other") others.push(classified.what);
    else if (classified.kind === "no-namespace")
      withoutNamespace.push(nameless(source, classified.node, classified.id));
    else flows.push(flowOf(source, classified.node, classified, notes));
  }
  if (documents.length === 0) others.push("empty");
  return { flows, others, problems, ...notes, withoutNamespace, elsewhere: [] };
}

function nameless(source: SourceText, node: YamlMap, id: Flow["id"]): NamelessFlow {
  const message = `the flow "${id.value}" has no namespace, so its assets are unknown: add "namespace:" to it or "namespaces:" to the configuration`;
  return { source, node, id, message, place: source.place(id.span.start) };
}

const NOTHING: FileContents = {
  flows: [],
  others: [],
  problems: [],
  notes: [],
  unknownContainers: [],
  withoutNamespace: [],
  elsewhere: [],
};

/** The contents of an unreadable file. */
export function onlyProblem(problem: Problem): FileContents {
  return { ...NOTHING, problems: [problem] };
}
