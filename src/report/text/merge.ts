import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { count, firstOf } from "../../util/text.ts";
import type { Merged } from "../../workspace/merge.ts";
import { flowName, placeName } from "../names.ts";
import type { TextOptions } from "../options.ts";

/** Entries shown of each list; JSON has all. */
const MAX_SHOWN = 50;

/** The extent of a merged inventory, then links, conflicts and duplicates between its repositories. */
export function mergeText(merged: Merged, { style }: TextOptions): string {
  const { conflicts, duplicates, linked, output, repositories, totals } = merged;
  const names = (list: readonly string[]) => firstOf(list.map(escapeControlChars), 5);
  const section = <Item>(title: string, items: readonly Item[], show: (item: Item) => string[]) => {
    if (items.length === 0) return [];
    const more =
      items.length > MAX_SHOWN
        ? [`  and ${count(items.length - MAX_SHOWN, "more", "more")}; see --format json`]
        : [];
    return ["", style.strong(title), ...items.slice(0, MAX_SHOWN).flatMap(show), ...more];
  };
  const lines = [
    `Merged ${count(repositories.length, "repository", "repositories")}: ${count(totals.flows, "flow")}, ${count(totals.assets, "asset")}, ${count(totals.gaps, "gap")}`,
    ...repositories.map(
      ({ name, flows }) => `  ${style.id(escapeControlChars(name))}  ${count(flows, "flow")}`,
    ),
    ...section(
      `${count(linked.length, "asset")} shared between repositories`,
      linked,
      ({ id, readIn, writtenIn }) => [
        `  ${style.id(escapeControlChars(id))}  written in ${names(writtenIn)}, read in ${names(readIn)}`,
      ],
    ),
    ...section(
      style.warning(`${count(conflicts.length, "asset")} with conflicting claims`),
      conflicts,
      ({ id, claims }) => [
        `  ${style.id(escapeControlChars(id))}`,
        ...claims.map(
          ({ field, value, place }) =>
            `    ${field} ${escapeControlChars(value)}  ${style.faint(placeName(place))}`,
        ),
      ],
    ),
    ...section(
      style.warning(`${count(duplicates.length, "flow")} with the same name in several repositories`),
      duplicates,
      (flow) => [`  ${style.id(flowName(flow))}  in ${names(flow.repositories)}`],
    ),
    "",
    `Inventory: ${escapeControlChars(output)}`,
  ];
  return `${lines.join("\n")}\n`;
}
