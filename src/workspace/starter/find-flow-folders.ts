import { posix } from "node:path";
import { discover } from "../../flows/discover.ts";
import { readFlowFile } from "../../flows/read-flow-file.ts";

/** Folder names for flows; new flows are usually added there. */
const FLOW_FOLDERS: ReadonlySet<string> = new Set(["flows", "_flows"]);

const MAX_FOLDERS = 8;

/**
 * The folders with flows below a folder, for the configuration: each up to a folder `flows`, without nesting; the
 * folder itself if there are none or too many.
 *
 * @param folder absolute
 */
export function findFlowFolders(folder: string): readonly string[] {
  const folders = new Set<string>();
  for (const found of discover([folder], { base: folder })) {
    if (found.kind !== "file") continue;
    const home = homeOf(posix.dirname(found.shownAs));
    if (!folders.has(home) && readFlowFile(found.path, found.shownAs).flows.length > 0) folders.add(home);
  }
  const tops = [...folders]
    .filter((candidate) => ![...folders].some((other) => isInside(candidate, other)))
    .sort();
  return tops.length === 0 || tops.length > MAX_FOLDERS ? ["."] : tops;
}

function homeOf(folder: string): string {
  const parts = folder.split("/");
  const at = parts.findIndex((part) => FLOW_FOLDERS.has(part));
  return at < 0 ? folder : parts.slice(0, at + 1).join("/");
}

function isInside(folder: string, outer: string): boolean {
  return folder !== outer && (outer === "." || folder.startsWith(`${outer}/`));
}
