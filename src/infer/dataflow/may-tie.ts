import { scalarText } from "../../flows/scalar-text.ts";
import type { YamlMap } from "../../flows/yaml-node.ts";
import { isTemplate } from "../../pebble/index.ts";
import type { CatalogueEntry } from "../catalogue/entry.ts";
import { entryPaths } from "../task/entry-paths.ts";
import { findProperty, scalarsIn } from "../task/properties.ts";
import type { DeclaredCase } from "./declared-sides.ts";
import { LOCATIONS, lastPart } from "./declared-ties.ts";

/**
 * Whether a task may touch something under another name of what it declares. Most tasks that declare a table work on
 * files, whose names show without an evaluation that they differ.
 *
 * @param node the task
 */
export function mayTie(entry: CatalogueEntry, node: YamlMap, declared: readonly DeclaredCase[]): boolean {
  const { named, around } = entryPaths(entry);
  if (around === undefined || mayNameTables(entry)) return true;
  const texts = [around];
  for (const path of named) {
    const property = findProperty(node, path);
    if (property !== undefined) for (const scalar of scalarsIn(property)) texts.push(scalarText(scalar));
  }
  const all = texts.join("\n").toLowerCase();
  if (isTemplate(all) || /[^\x00-\x7F]|\\/.test(all)) return true;
  // As in the id of a draft.
  const drafted = all.replace(/\s+/g, "_").replace(/[^a-z0-9._*-]/g, "_");
  return declared.some(({ entries }) =>
    entries.some(({ id, claim: { metadata } }) => {
      if (metadata !== undefined && LOCATIONS.some((key) => metadata[key] !== undefined)) return true;
      const last = lastPart(id.toLowerCase());
      return all.includes(last) || drafted.includes(last);
    }),
  );
}

/** A table has two spellings. */
function mayNameTables({ sql, commands, reads = [], writes = [] }: CatalogueEntry): boolean {
  return (
    sql !== undefined ||
    commands !== undefined ||
    [...reads, ...writes].some(({ table }) => table !== undefined)
  );
}
