import type { FileResult } from "../model/declared.ts";

/**
 * The ids in changed files with different mentions: in other bundles, with other claims, or in another order. Lines do
 * not count, because an edit above moves them.
 */
export function changedAssets(before: readonly FileResult[], after: readonly FileResult[]): Set<string> {
  const [olds, news] = [mentionsById(before), mentionsById(after)];
  const changed = new Set<string>();
  for (const id of [...olds.keys(), ...news.keys()]) {
    if (olds.get(id)?.join("\n") !== news.get(id)?.join("\n")) changed.add(id);
  }
  return changed;
}

/** For each id its bundles, as text without lines. */
function mentionsById(files: readonly FileResult[]): ReadonlyMap<string, readonly string[]> {
  const mentions = new Map<string, string[]>();
  for (const bundle of files.flatMap(({ flows }) => flows.flatMap(({ bundles }) => bundles))) {
    const text = JSON.stringify(bundle, withoutLines);
    for (const id of new Set([...bundle.inputs, ...bundle.outputs].map((entry) => entry.id))) {
      const known = mentions.get(id);
      if (known) known.push(text);
      else mentions.set(id, [text]);
    }
  }
  return mentions;
}

function withoutLines(key: string, value: unknown): unknown {
  if (key !== "place") return value;
  return typeof value === "object" && value !== null && "file" in value ? value.file : value;
}
