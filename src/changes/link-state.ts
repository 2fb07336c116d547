import type { FileResult } from "../model/declared.ts";
import type { FileSummary } from "../model/file-summary.ts";
import { linkKnownFiles } from "../resolve/link-known-files.ts";
import type { FlowState, StateFile } from "./flow-state.ts";
import { readParts, readSummaries, type StateReader } from "./read-parts.ts";

/** A state whose files have their environments. */
export interface LinkedState {
  readonly state: FlowState;
  /** Of all its files. */
  readonly summaries: ReadonlyMap<StateFile, FileSummary>;
}

/**
 * Links the flows of a state.
 *
 * @param loaded see `readParts`
 */
export async function linkState(
  state: FlowState,
  reader: StateReader,
  loaded: Map<string, FileResult>,
): Promise<LinkedState> {
  const alone = await readSummaries(state, state.files, reader);
  const byName = new Map(state.files.map((file) => [file.shownAs, file]));
  const steps = linkKnownFiles(
    [...alone].map(([{ shownAs: name }, summary]) => ({ name, summary })),
    reader.options.maxCases,
  );
  let step = steps.next();
  while (!step.done) {
    const wanted = step.value.flatMap(([name, environments]): StateFile[] => {
      const file = byName.get(name);
      return file ? [environments ? { ...file, environments } : file] : [];
    });
    step = steps.next(await readParts(state, wanted, reader, loaded));
  }
  const { value: environments } = step;
  if (environments.size === 0) return { state, summaries: alone };
  const files = state.files.map((file) => {
    const own = environments.get(file.shownAs);
    return own ? { ...file, environments: own } : file;
  });
  const linked = { ...state, files };
  return { state: linked, summaries: await readSummaries(linked, files, reader) };
}
