import { createHash } from "node:crypto";
import { codeOwnersOnDisk } from "./code-owners-file.ts";
import type { FoundSides } from "./find-sides.ts";
import { listIndex, type Repository } from "./repository.ts";
import type { SnapshotOptions } from "./snapshot-options.ts";

/**
 * Everything that the comparison of two states depends on, but for the program: two comparisons with equal keys say the
 * same. What a commit holds is named by its tree, the index by its entries, the working tree by the contents of its
 * flow files.
 *
 * @param folder absolute; roots count from it
 */
export async function comparisonKey(
  repository: Repository,
  folder: string,
  { before, after }: FoundSides,
  scan: SnapshotOptions,
): Promise<string> {
  return JSON.stringify({
    prefix: repository.prefix,
    scan,
    before: before.tree,
    after: await stateKey(repository, folder, before.commit, after, scan),
    // Counts where the older state has no such file of its own.
    owners: digest(codeOwnersOnDisk(repository) ?? ""),
  });
}

async function stateKey(
  repository: Repository,
  folder: string,
  oldCommit: string,
  after: FoundSides["after"],
  scan: SnapshotOptions,
): Promise<string> {
  switch (after.where) {
    case "commit":
      return after.tree;
    case "index":
      return `index ${digest(JSON.stringify(await listIndex(repository)))}`;
    case "disk": {
      const { objectFormat, readFlowFiles } = await import("./working-tree.ts");
      const hash = createHash("sha256");
      for (const file of readFlowFiles(folder, scan, objectFormat(oldCommit))) {
        const said = file.kind === "problem" ? file.problem : [file.shownAs, file.hash];
        hash.update(`${JSON.stringify(said)}\n`);
      }
      return `disk ${hash.digest("hex")}`;
    }
  }
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
