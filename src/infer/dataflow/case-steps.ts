import { get } from "../../flows/flow.ts";
import { findProperty } from "../task/properties.ts";
import type { EntryFlow, TaskReader } from "../task/task-emission.ts";
import { compatible, distinctElements, type Element } from "./element.ts";
import { dataTexts, textsIn } from "./flow-tasks.ts";
import { type CaseSteps, ownElement, type ReadCase } from "./read-case.ts";
import type { TaskToTrace } from "./task-to-trace.ts";
import { filesNamed, LOCAL_FILES, localFiles } from "./working-directory.ts";

/** Tasks that read and write any file of their working directory. */
const WORKS_ON_FILES =
  /\.scripts\.|\.cli\.|\.docker\.Run$|\.LocalFiles$|\.terraform\.|\.dbt\.|\.git\.Clone$|\.singer\.|\.ansible\.|\.tasks\.scripts\./;

/**
 * Dataflow in each case of a task: from its own resources, outputs of other tasks and files of its working directory
 * to its resources and outputs.
 *
 * @param reader absent for a task outside the catalogue
 */
export function caseSteps(
  { site, entry, elementsOf, filesAround }: TaskToTrace,
  reader: TaskReader | undefined,
  read: readonly ReadCase[],
): readonly CaseSteps[] {
  const { task } = site;
  const isOpen =
    entry === undefined || (entry.commands !== undefined && read.some(({ understood }) => !understood));
  const naming = [...(reader?.naming ?? [])];
  const skipped = new Set([
    "inputFiles",
    ...naming,
    ...(entry?.sql ?? []),
    ...(isOpen ? [] : (entry?.commands ?? [])),
  ]);
  const links = [...(reader?.linking ?? [])].flatMap((name) =>
    textsIn(findProperty(task.node, name)).filter((text) => text.trim().startsWith("{{")),
  );
  const given = [...dataTexts(site, skipped), ...links];
  const data = distinctElements(given.flatMap((text) => elementsOf(text)));
  const named = naming.flatMap((name) =>
    textsIn(get(task.node, name)).flatMap((text) => elementsOf(text, "named")),
  );
  const worksOnFiles =
    isOpen && (WORKS_ON_FILES.test(task.type) || get(task.node, "inputFiles") !== undefined);
  return read.map((reading): CaseSteps => {
    const resolve = (source: EntryFlow["sources"][number]): readonly Element[] => {
      if (source.kind === "entry") return ownElement(reading, source);
      if (source.kind === "file") return filesNamed(filesAround(), source.name);
      return elementsOf(source.expression);
    };
    const flows: CaseSteps["flows"][number][] = reading.flows.map(({ sources, sinks }) => ({
      elements: sources.flatMap(resolve),
      sinks,
    }));
    if (isOpen)
      flows.push({
        elements: [...data, ...(worksOnFiles ? filesAround() : [])],
        sinks: [{ kind: "result" }, ...(worksOnFiles ? [{ kind: "file" } as const] : [])],
      });
    else if (data.length > 0)
      flows.push({
        elements: data,
        sinks: [...reading.filled].map((index) => ({ kind: "entry", side: "outputs", index })),
      });
    if (named.length > 0)
      flows.push({
        elements: named,
        sinks: [
          ...reading.outputs.map((_, index) => ({ kind: "entry", side: "outputs", index }) as const),
          { kind: "result" },
        ],
      });
    if (task.type === LOCAL_FILES)
      flows.push({ elements: localFiles(task.node, filesAround()), sinks: [{ kind: "result" }] });
    return {
      reading,
      flows: flows.map(({ elements, sinks }) => ({
        elements: distinctElements(elements.filter(({ picks }) => compatible(picks, reading.picks))),
        sinks,
      })),
    };
  });
}
