import type { DeclaredEntry } from "../model/declared.ts";
import { draftId, hasUnknownServer } from "../model/draft-id.ts";
import { idProblem, isInferredId, patternProblem } from "../model/id.ts";
import type { Inventory } from "../model/model.ts";
import { isPattern } from "../model/pattern.ts";
import { tieGroups } from "../model/unite-ties.ts";
import { quoted } from "./quoted.ts";

/** The name of an inferred asset in a declaration. */
export type DraftName =
  | {
      readonly kind: "named";
      readonly id: string;
      /** A declaration has this id already, with its fields. */
      readonly isDeclared: boolean;
      /** The server is a part of the id. */
      readonly isQualified: boolean;
    }
  | { readonly kind: "unnamed"; readonly reason: string };

export type DraftNames = (inferred: string) => DraftName;

/**
 * The names of all inferred assets of a repository, one id for each asset and different ids for different assets. An
 * asset with a declared id keeps it. A name of several servers gets the server in front.
 *
 * @param entries inferred entries with every id
 * @param aliases see `tieGroups`
 */
export function draftNames(
  inventory: Inventory,
  entries: readonly DeclaredEntry[],
  aliases: readonly (readonly string[])[],
): DraftNames {
  const groupOf = tieGroups(inventory, aliases);
  const rootOf = (id: string): string => groupOf(id)?.name ?? id;
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const declared = new Set(inventory.assets.map(({ id }) => id).filter((id) => !isInferredId(id)));
  const rivals = new Map<string, Set<string>>();
  const qualifiedRivals = new Map<string, Set<string>>();
  const endings = new Map<string, Set<string>>();
  const add = (to: Map<string, Set<string>>, key: string, root: string): void => {
    const known = to.get(key);
    if (known) known.add(root);
    else to.set(key, new Set([root]));
  };
  const addEndings = (id: string, root: string): void => {
    for (let rest = id, dot = 0; dot !== -1; rest = rest.slice(dot + 1)) {
      add(endings, rest.toLowerCase(), root);
      dot = rest.indexOf(".");
    }
  };
  for (const [id, entry] of byId) {
    const root = rootOf(id);
    const name = draftId(entry);
    add(rivals, name, root);
    add(qualifiedRivals, draftId(entry, true), root);
    addEndings(name, root);
  }
  for (const id of declared) {
    if (!isPattern(id)) add(rivals, id, rootOf(id));
    addEndings(id, rootOf(id));
  }
  const isShared = (by: ReadonlyMap<string, ReadonlySet<string>>, name: string): boolean =>
    (by.get(name)?.size ?? 0) > 1;
  /** A table of an unknown server may be another one with the same name. */
  const mayBeAnother = (name: string, root: string): boolean => {
    const parts = name.toLowerCase().split(".");
    const shorter = parts.map((_, index) => parts.slice(index).join("."));
    if ([...(endings.get(name.toLowerCase()) ?? [])].some((other) => other !== root)) return true;
    return shorter.slice(1).some((rival) => [...(rivals.get(rival) ?? [])].some((other) => other !== root));
  };

  const nameOf = (inferred: string): DraftName => {
    const root = rootOf(inferred);
    if (!isInferredId(root)) return { kind: "named", id: root, isDeclared: true, isQualified: false };
    const entry = byId.get(root) ?? byId.get(inferred);
    if (entry === undefined) return { kind: "unnamed", reason: `${quoted(inferred)} has no name` };
    const name = draftId(entry);
    const unknown = hasUnknownServer(root);
    if (unknown && mayBeAnother(name, root))
      return {
        kind: "unnamed",
        reason: `the server of ${quoted(name)} is unknown, and another asset has this name`,
      };
    const isQualified = isShared(rivals, name);
    const id = isQualified ? draftId(entry, true) : name;
    if (isQualified && (unknown || id === name || rivals.has(id) || isShared(qualifiedRivals, id)))
      return { kind: "unnamed", reason: `several assets would have the id ${quoted(name)}` };
    const problem = isPattern(id) ? patternProblem(id) : idProblem(id);
    if (problem !== undefined)
      return { kind: "unnamed", reason: `${quoted(id)} is not a valid id: ${problem}` };
    return { kind: "named", id, isDeclared: false, isQualified };
  };
  const known = new Map<string, DraftName>();
  return (inferred) => {
    let found = known.get(inferred);
    if (found === undefined) {
      found = nameOf(inferred);
      known.set(inferred, found);
    }
    return found;
  };
}
