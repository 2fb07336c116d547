import type { DraftedFile, DraftedTask, FlowFile } from "../declare/index.ts";
import type { Finding } from "../lint/finding.ts";
import type { LintSettings } from "../lint/settings.ts";
import { taskKey } from "../model/keys.ts";
import { taskSites } from "../resolve/site.ts";
import { lintFiles } from "./lint.ts";
import type { ScanOptions } from "./scan-options.ts";

/** Findings of all files of a scan. */
export interface Findings {
  readonly all: readonly Finding[];
  /** The findings beyond those of another state, independent of their lines. */
  readonly without: (before: Findings) => readonly Finding[];
}

/** @param texts overlay texts by file */
export function findingsOf(
  scan: ScanOptions,
  settings: LintSettings,
  texts: ReadonlyMap<string, string>,
): Findings {
  const { settings: _, ...options } = scan;
  const all = lintFiles({ scan: { ...options, texts }, settings }).findings;
  const without = (before: Findings): readonly Finding[] => {
    const known = new Map<string, number>();
    for (const each of before.all) known.set(keyOf(each), (known.get(keyOf(each)) ?? 0) + 1);
    return all.filter((each) => {
      const count = known.get(keyOf(each)) ?? 0;
      known.set(keyOf(each), count - 1);
      return count <= 0;
    });
  };
  return { all, without };
}

function keyOf({ rule, range, subject }: Finding): string {
  return JSON.stringify([rule, range.file, subject]);
}

/** The drafted tasks that a finding concerns: by its place, by a related place, or by the ids in its message. */
export function taskOfFinding(
  finding: Finding,
  drafts: readonly DraftedFile[],
  files: readonly FlowFile[],
): readonly DraftedTask[] {
  const ranges = [finding.range, ...(finding.related ?? []).map(({ range }) => range)];
  for (const { file, line } of ranges) {
    const draft = drafts.find(({ name }) => name === file);
    const source = files.find(({ name }) => name === file);
    const found = draft && source && taskAt(draft, source, line);
    if (found !== undefined) return [found];
  }
  const mentioned = new Set([...finding.message.matchAll(/"([^"]+)"/g)].map(([, id]) => id));
  return drafts
    .flatMap(({ tasks }) => tasks)
    .filter(({ inputs = [], outputs = [] }) => [...inputs, ...outputs].some(({ id }) => mentioned.has(id)));
}

/** The drafted task on a line of the text after the draft; the innermost where tasks contain others. */
function taskAt({ after, tasks }: DraftedFile, source: FlowFile, line: number): DraftedTask | undefined {
  const byKey = new Map(tasks.map((task) => [taskKey(task), task]));
  let found: DraftedTask | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const flow of source.reread(after).contents.flows) {
    for (const { task, trigger } of taskSites(flow, () => true)) {
      const { start, end } = task.node.span;
      const key = taskKey({
        namespace: flow.namespace.value,
        flow: flow.id.value,
        task: task.id,
        ...(trigger && { trigger }),
      });
      const drafted = byKey.get(key);
      const [first, last] = [flow.source.place(start).line, flow.source.place(end).line];
      if (drafted === undefined || line < first || line > last || end - start >= least) continue;
      found = drafted;
      least = end - start;
    }
  }
  return found;
}
