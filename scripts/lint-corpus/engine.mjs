import { readFlowText } from "../../dist/flows/read-flow-file.js";
import { sourceText } from "../../dist/flows/source-text.js";
import { fileFacts } from "../../dist/lint/file-facts.js";
import { lint } from "../../dist/lint/lint.js";
import { DEFAULT_SETTINGS } from "../../dist/lint/settings.js";
import { inventoryOfFiles, resolveFile } from "../../dist/resolve/resolve-file.js";
import { resolveOptions } from "../../dist/workspace/scan-options.js";

/** The flows of a text, read like a file. */
export function flowsIn(file, text) {
  return readFlowText(sourceText(file, text)).flows;
}

/**
 * Lints texts with the result of `assets lint` in a folder with these files only.
 *
 * @param files texts by file name
 * @param kestra the configured Kestra release; undefined if none is configured
 */
export function lintTexts(files, kestra) {
  const line = kestra === undefined ? undefined : kestra === "2.0" ? "2.0" : "1.x";
  const scan = { base: "/", roots: ["."], ...(line && { kestra: line }) };
  const parts = [];
  const facts = Object.entries(files).map(([file, text]) => {
    const source = sourceText(file, text);
    const contents = readFlowText(source);
    const resolved = resolveFile(contents, resolveOptions(scan));
    parts.push(resolved);
    const options = { ...(line && { line }), ...(kestra && { kestra }) };
    return fileFacts(file, contents, resolved.flows, options, () => source);
  });
  const inventory = inventoryOfFiles(parts, [], { tenant: "main", roots: ["."] });
  const settings = { ...DEFAULT_SETTINGS, ...(kestra && { kestra }) };
  return { ...lint({ files: facts, inventory }, settings), inventory };
}
