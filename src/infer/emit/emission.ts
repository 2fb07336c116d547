import type { YamlScalar } from "../../flows/yaml-node.ts";
import type { EntryClaim } from "../../model/declared.ts";
import type { Text } from "../resource/text.ts";

/** An asset that a plugin emits. */
export interface EmittedAsset {
  readonly id: Text;
  readonly claim: EntryClaim;
  /** The text that shows it. Absent: a file shows it. */
  readonly scalar?: YamlScalar;
  /** The words that show it. */
  readonly evidence: string;
  /** Choices that the id rests on. */
  readonly dependsOn: readonly string[];
}

/** Assets that a plugin emits together: each input feeds each output. */
export interface EmittedBundle {
  readonly inputs: readonly EmittedAsset[];
  readonly outputs: readonly EmittedAsset[];
}

/** The emission of a task's plugin in a case. */
export interface PluginEmission {
  readonly bundles: readonly EmittedBundle[];
  /** Why more may be emitted; empty without a particular reason. Absent: this is everything. */
  readonly unknown?: string;
}

export const NO_EMISSION: PluginEmission = { bundles: [] };
