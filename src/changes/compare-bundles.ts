import { taskKey } from "../model/keys.ts";
import type { Assumption, Bundle, TaskId } from "../model/model.ts";
import type { Json } from "../util/json.ts";
import type { BundleChange, FieldChange, Sides } from "./compared.ts";
import { jsonKey } from "./same-json.ts";

/**
 * Bundles that were added, removed or have other assumptions. Within a task they are matched by ids and assumptions,
 * then by ids. Lines are not compared, because an edit above moves them.
 */
export function compareBundles({ before, after }: Sides): BundleChange[] {
  const olds = byTask(before.bundles);
  const news = byTask(after.bundles);
  return [...new Set([...olds.keys(), ...news.keys()])]
    .sort()
    .flatMap((task) => compareTask(olds.get(task) ?? [], news.get(task) ?? []));
}

function byTask(bundles: readonly Bundle[]): Map<string, Bundle[]> {
  const tasks = new Map<string, Bundle[]>();
  for (const bundle of bundles) {
    const key = taskKey(bundle);
    const known = tasks.get(key);
    if (known) known.push(bundle);
    else tasks.set(key, [bundle]);
  }
  return tasks;
}

function compareTask(olds: readonly Bundle[], news: readonly Bundle[]): BundleChange[] {
  const changes: BundleChange[] = [];
  const whole = match(olds, news, (bundle) => JSON.stringify([idsOf(bundle), bundle.assumptions]));
  const ids = match(whole.onlyOld, whole.onlyNew, (bundle) => JSON.stringify(idsOf(bundle)));
  for (const [old, now] of [...whole.pairs, ...ids.pairs]) {
    const fields = fieldChanges(old, now);
    if (fields.length > 0)
      changes.push({ ...taskId(now), change: "changed", fields, before: old, after: now });
  }
  for (const old of ids.onlyOld) changes.push({ ...taskId(old), change: "removed", fields: [], before: old });
  for (const now of ids.onlyNew) changes.push({ ...taskId(now), change: "added", fields: [], after: now });
  return changes;
}

function match(olds: readonly Bundle[], news: readonly Bundle[], keyOf: (bundle: Bundle) => string) {
  const waiting = new Map<string, Bundle[]>();
  for (const old of olds) {
    const key = keyOf(old);
    const known = waiting.get(key);
    if (known) known.push(old);
    else waiting.set(key, [old]);
  }
  const pairs: (readonly [Bundle, Bundle])[] = [];
  const onlyNew: Bundle[] = [];
  for (const now of news) {
    const old = waiting.get(keyOf(now))?.shift();
    if (old) pairs.push([old, now]);
    else onlyNew.push(now);
  }
  return { pairs, onlyOld: [...waiting.values()].flat(), onlyNew };
}

function fieldChanges(old: Bundle, now: Bundle): FieldChange[] {
  const certainties = (bundle: Bundle) =>
    new Map([...bundle.inputs, ...bundle.outputs].map((entry) => [entry.id, entry.certainty]));
  const before = certainties(old);
  const pairs: [string, Json, Json][] = [
    ["taskType", old.taskType, now.taskType],
    ["file", old.place.file, now.place.file],
    ["assumptions", old.assumptions.map(plain), now.assumptions.map(plain)],
    ...[...certainties(now)].map(([id, after]): [string, Json, Json] => [
      `certainty of ${id}`,
      before.get(id) ?? after,
      after,
    ]),
  ];
  return pairs
    .filter(([, a, b]) => jsonKey(a) !== jsonKey(b))
    .map(([field, a, b]) => ({ field, before: a, after: b }));
}

/** The place of a caller is not compared. */
function plain(assumption: Assumption): Json {
  if (assumption.kind !== "start") return { ...assumption };
  const { place: _, after, ...rest } = assumption;
  return { ...rest, ...(after && { after: { ...after } }) };
}

function idsOf(bundle: Bundle): readonly (readonly string[])[] {
  return [bundle.inputs.map((entry) => entry.id), bundle.outputs.map((entry) => entry.id)];
}

function taskId({ namespace, flow, task }: Bundle): TaskId {
  return { namespace, flow, task };
}
