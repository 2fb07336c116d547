import { get } from "../../flows/flow.ts";
import type { YamlNode } from "../../flows/yaml-node.ts";
import type { Element } from "./element.ts";
import type { Directory } from "./flow-tasks.ts";

export const LOCAL_FILES = "io.kestra.plugin.core.storage.LocalFiles";

/** Files that earlier tasks leave in the working directory of a member. */
export type FilesBefore = (directory: Directory, member: number) => Iterable<Element>;

/**
 * @param given files passed to the directory itself, as a member sees them
 * @param filesOf files left by a member
 */
export function createFilesBefore(
  given: (directory: Directory, member: number) => readonly Element[],
  filesOf: (member: number) => readonly Element[],
): FilesBefore {
  const pools = new Map<Directory, { members: number; readonly latest: Map<string, Element> }>();
  return (directory, index) => {
    const end = directory.members.indexOf(index);
    let pool = pools.get(directory);
    // A member that is traced early sees only files of members traced before it.
    if (pool === undefined || pool.members > end) {
      pool = {
        members: 0,
        latest: new Map(given(directory, index).map((element) => [fileKey(element), element])),
      };
      pools.set(directory, pool);
    }
    while (pool.members < end) {
      const member = directory.members[pool.members];
      pool.members += 1;
      // A later member may write the same file again.
      for (const element of member === undefined ? [] : filesOf(member))
        pool.latest.set(fileKey(element), element);
    }
    return pool.latest.values();
  };
}

export function latestOf(elements: readonly Element[]): readonly Element[] {
  return [...new Map(elements.map((element) => [fileKey(element), element])).values()];
}

function fileKey({ entry, picks, file }: Element): string {
  return JSON.stringify([entry.id, [...picks], file]);
}

/** Elements in a file, or, if there are none, those in any file. */
export function ofFile(elements: readonly Element[], name: string): readonly Element[] {
  const found = elements.filter(({ file }) => file === name);
  return found.length > 0 ? found : elements.filter(({ file }) => file === undefined || file.includes("*"));
}

/** The files that a name can mean; without a name, all. */
export function filesNamed(pool: readonly Element[], name: string | undefined): readonly Element[] {
  if (name === undefined) return pool;
  const found = pool.filter(
    ({ file }) => file === name || file?.startsWith(`${name}/`) || name.startsWith(`${file}/`),
  );
  return found.length > 0 ? found : pool.filter(({ file }) => file === undefined);
}

/** The files that a LocalFiles task keeps. */
export function localFiles(node: YamlNode, pool: readonly Element[]): readonly Element[] {
  const outputs = get(node, "outputs");
  if (outputs?.kind !== "list") return [];
  return outputs.items.flatMap((item) =>
    item.kind === "scalar" && typeof item.value === "string" && !/[*?{[]/.test(item.value)
      ? filesNamed(pool, item.value)
      : pool,
  );
}
