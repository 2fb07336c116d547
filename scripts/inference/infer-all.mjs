import { discover } from "../../dist/flows/discover.js";
import { readFlowFile } from "../../dist/flows/read-flow-file.js";
import { CATALOGUE_GROUPS, readFile } from "../../dist/infer/index.js";

const OPTIONS = { tenant: "main", pins: { all: {}, byFlow: {} }, maxCases: 1000 };

/** Infers the assets of all flows below the roots. `groups` are catalogue groups enabled in addition to the defaults. */
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
