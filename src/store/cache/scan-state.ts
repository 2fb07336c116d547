import type { StoreIndex, StoreState } from "../assembly/store-state.ts";
import type { TextList } from "../assembly/text-list.ts";
import { writeAtomically } from "../atomic-write.ts";
import type { FileNotes } from "../packed/packed-files.ts";
import { arrayChunks, byteArray, readArrays, wideArray } from "./array-file.ts";
import type { ScanPaths } from "./scan-paths.ts";

const GROUP_LISTS = ["flows", "tasks", "bundles", "activations", "inert"] as const;

/**
 * Writes what a state has besides the index. Throws the system's error where it cannot be written.
 *
 * @param id which the manifest names, so that the state of another scan is never taken for its own
 */
export function writeState({ state: path }: ScanPaths, id: string, state: StoreState): void {
  const { files, groups, flows, gaps, inputs, outputs, claims } = state;
  const arrays = {
    "file flows": files.flows,
    "file flags": files.flags,
    "flow files": flows.files,
    "flow tasks": flows.allTasks,
    "flow declarations": flows.declarations,
    "gap files": gaps.files,
    "gap kinds": gaps.kinds,
    "input claims": inputs.claims,
    "output claims": outputs.claims,
    ...Object.fromEntries(GROUP_LISTS.map((list) => [`group ${list}`, groups[list]])),
    ...textArrays("others", files.others),
    ...textArrays("names", groups.names),
    ...textArrays("claims", claims),
  };
  writeAtomically(path, arrayChunks(id, arrays, files.notes), { flush: false });
}

/** @param index of the same store */
export function readState({ state: path }: ScanPaths, id: string, index: StoreIndex): StoreState | undefined {
  const file = readArrays(path, id);
  if (file === undefined) return undefined;
  const texts = (name: string): TextList => ({
    bytes: byteArray(file, name),
    starts: wideArray(file, `${name} starts`),
  });
  const group = (list: (typeof GROUP_LISTS)[number]) => wideArray(file, `group ${list}`);
  return {
    ...index,
    files: {
      flows: wideArray(file, "file flows"),
      flags: byteArray(file, "file flags"),
      others: texts("others"),
      notes: file.about as readonly FileNotes[],
    },
    groups: {
      names: texts("names"),
      flows: group("flows"),
      tasks: group("tasks"),
      bundles: group("bundles"),
      activations: group("activations"),
      inert: group("inert"),
    },
    flows: {
      files: wideArray(file, "flow files"),
      allTasks: wideArray(file, "flow tasks"),
      declarations: wideArray(file, "flow declarations"),
    },
    gaps: { files: wideArray(file, "gap files"), kinds: byteArray(file, "gap kinds") },
    inputs: { ...index.inputs, claims: wideArray(file, "input claims") },
    outputs: { ...index.outputs, claims: wideArray(file, "output claims") },
    claims: texts("claims"),
  };
}

function textArrays(name: string, { bytes, starts }: TextList) {
  return { [name]: bytes, [`${name} starts`]: starts };
}
