import type { FindManifest } from "../repository-reader.ts";
import { patternText } from "../resource/text.ts";
import { findProperty, type Properties } from "../task/properties.ts";
import { type DbtManifest, type DbtNode, readDbtManifest } from "./dbt-manifest.ts";
import type { EmittedAsset, PluginEmission } from "./emission.ts";

export function isDbt(type: string): boolean {
  return type.startsWith("io.kestra.plugin.dbt.cli.");
}

/** The tables of a dbt project: each model, seed and snapshot with its parents. */
export function dbtEmission(properties: Properties, find: FindManifest | undefined): PluginEmission {
  const found = find?.(projectOf(properties));
  if (found === undefined) return { bundles: [], unknown: "" };
  if ("problem" in found)
    return { bundles: [], unknown: `the dbt manifest "${found.file}" is not read: ${found.problem}` };
  const manifest = readOnce(found.text);
  if (typeof manifest === "string")
    return { bundles: [], unknown: `the dbt manifest "${found.file}" is not read: ${manifest}` };
  const asset = ({ id, metadata }: DbtNode): EmittedAsset => ({
    id: [id],
    claim: { type: "io.kestra.plugin.ee.assets.Table", metadata },
    evidence: found.file,
    dependsOn: [],
  });
  return {
    bundles: manifest.produced.map((node) => ({
      inputs: (node.parents ?? []).map(asset),
      outputs: [asset(node)],
    })),
  };
}

/** The folder of the project, without a leading expression such as `{{ workingDir }}`. */
function projectOf(properties: Properties): string {
  const node = findProperty(properties.node, "projectDir");
  const text = node?.kind === "scalar" ? properties.render(node)?.text : undefined;
  return patternText(text ?? []).replace(/^.*\*/, "");
}

let last: { readonly text: string; readonly manifest: DbtManifest | string } | undefined;

/** The tasks of a repository usually share one manifest. */
function readOnce(text: string): DbtManifest | string {
  if (last?.text !== text) last = { text, manifest: readDbtManifest(text) };
  return last.manifest;
}
