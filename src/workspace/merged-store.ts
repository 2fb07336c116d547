import { existsSync } from "node:fs";
import { readHeader } from "../store/read-header.ts";
import type { Project } from "./project.ts";

/**
 * Whether the store is a merged inventory of several repositories, so that there are no flows to scan. Only one that
 * the user named: the author of the repository may have written the default one.
 */
export function isMergedStore({ isStoreNamed, store }: Pick<Project, "isStoreNamed" | "store">): boolean {
  return (
    isStoreNamed && existsSync(store.path) && readHeader(store.path, store.shown).repositories !== undefined
  );
}
