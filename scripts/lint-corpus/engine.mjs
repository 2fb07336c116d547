import { readFlowText } from "../../dist/flows/read-flow-file.js";
import { sourceText } from "../../dist/flows/source-text.js";
import { fileFacts } from "../../dist/lint/file-facts.js";
import { lint } from "../../dist/lint/lint.js";
import { DEFAULT_SETTINGS } from "../../dist/lint/settings.js";
import { inventoryOfFiles, resolveFile } from "../../dist/resolve/resolve-file.js";
import { resolveOptions } from "../../dist/workspace/scan-options.js";

/** The flows that a text holds, as the program reads them. */
export function flowsIn(file, text) {
  return readFlowText(sourceText(file, text)).flows;
}

/**
 * What lint finds in texts, as `assets lint` would in a folder that holds nothing else.
 *
 * @param files texts by name
 * @param kestra the release that the configuration names, or undefined for none
 */
export function lintTexts(files, kestra) {
  const line = kestra === undefined ? undefined : kestra === "2.0" ? "2.0" : "1.x";
  const scan = { base: "/", roots: ["."], ...(line && { kestra: line }) };
  const parts = [];
  const facts = Object.entries(files).map(([file, text]) => {
    const source = sourceText(file, text);
    const contents = readFlowText(source);
    const own = resolveFile(contents, resolveOptions(scan));
    parts.push(own);
    const options = { ...(line && { line }), ...(kestra && { kestra }) };
    return fileFacts(file, contents, own.flows, options, () => source);
  });
  const inventory = inventoryOfFiles(parts, [], { tenant: "main", roots: ["."] });
  const settings = { ...DEFAULT_SETTINGS, ...(kestra && { kestra }) };
  return { ...lint({ files: facts, inventory }, settings), inventory };
}
