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
    for (const finding of before.all) known.set(keyOf(finding), (known.get(keyOf(finding)) ?? 0) + 1);
    return all.filter((finding) => {
      const count = known.get(keyOf(finding)) ?? 0;
      known.set(keyOf(finding), count - 1);
      return count <= 0;
    });
  };
  return { all, without };
}

function keyOf({ rule, range, subject }: Finding): string {
  return JSON.stringify([rule, range.file, subject]);
}

/**
 * The drafted tasks that a finding concerns: by its place, by a related place, by the ids in its message, or else those
 * inside the task at its place, such as a loop, or in its file.
 */
export function taskOfFinding(
  finding: Finding,
  drafts: readonly DraftedFile[],
  files: readonly FlowFile[],
): readonly DraftedTask[] {
  const ranges = [finding.range, ...(finding.related ?? []).map(({ range }) => range)];
  const nearby: DraftedTask[] = [];
  for (const { file, line } of ranges) {
    const draft = drafts.find(({ name }) => name === file);
    const source = files.find(({ name }) => name === file);
    if (draft === undefined || source === undefined) continue;
    const { at, inside } = tasksAt(draft, source, line);
    if (at !== undefined) return [at];
    nearby.push(...(inside.length > 0 ? inside : draft.tasks));
  }
  const mentioned = new Set([...finding.message.matchAll(/"([^"]+)"/g)].map(([, id]) => id));
  const named = drafts
    .flatMap(({ tasks }) => tasks)
    .filter(({ inputs = [], outputs = [] }) => [...inputs, ...outputs].some(({ id }) => mentioned.has(id)));
  return named.length > 0 ? named : nearby;
}

/** Drafted tasks on a line of the text after the draft: the innermost around it, or those inside the innermost task. */
function tasksAt({ after, tasks }: DraftedFile, source: FlowFile, line: number) {
  const byKey = new Map(tasks.map((task) => [taskKey(task), task]));
  const sites = source.reread(after).contents.flows.flatMap((flow) =>
    taskSites(flow, () => true).map(({ task, trigger }) => ({
      drafted: byKey.get(
        taskKey({
          namespace: flow.namespace.value,
          flow: flow.id.value,
          task: task.id,
          ...(trigger && { trigger }),
        }),
      ),
      ...task.node.span,
      first: flow.source.place(task.node.span.start).line,
      last: flow.source.place(task.node.span.end).line,
    })),
  );
  const around = sites
    .filter(({ first, last }) => first <= line && line <= last)
    .sort((a, b) => a.end - a.start - (b.end - b.start));
  const [innermost] = around;
  const inside = sites.flatMap(({ drafted, start, end }) =>
    drafted && innermost && innermost.start <= start && end <= innermost.end ? [drafted] : [],
  );
  return { at: around.find(({ drafted }) => drafted !== undefined)?.drafted, inside };
}
