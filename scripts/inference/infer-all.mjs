import { discover } from "../../dist/flows/discover.js";
import { readFlowFile } from "../../dist/flows/read-flow-file.js";
import { CATALOGUE_GROUPS, readFile } from "../../dist/infer/index.js";

const OPTIONS = { tenant: "main", pins: { all: {}, byFlow: {} }, maxCases: 1000 };

/** What the flows of some files contribute, inferred; with `groups`, also where that is off by default. */
export function inferAll(base, roots, groups = CATALOGUE_GROUPS) {
  const options = { ...OPTIONS, infer: { groups, types: [] } };
  const files = [];
  for (const item of discover(roots, { base, exclude: [] })) {
    if (item.kind === "problem") continue;
    const contents = readFlowFile(item.path, item.shownAs);
    files.push({ ...readFile(contents, options), contents });
  }
  return files;
}
