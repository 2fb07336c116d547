import type { Asset, Bundle, Inventory } from "../model/model.ts";
import type { FileProblem } from "./facts.ts";
import type { Policy } from "./policy.ts";
import type { RepositoryRuleContext } from "./repository-rule-context.ts";
import type { PartsOf } from "./walk.ts";

/** Callbacks of a rule about all files. */
export interface RepositoryParts {
  /** All files together. */
  readonly onInventory: Inventory;
  /** Why a file, or one of its documents, is unreadable. */
  readonly onProblem: FileProblem;
  readonly onAsset: Asset;
  readonly onBundle: Bundle;
  readonly onPolicy: Policy;
}

export const REPOSITORY_PARTS: PartsOf<RepositoryParts, RepositoryRuleContext> = {
  onInventory: ({ inventory }) => [inventory],
  onProblem: ({ files }) => files.flatMap(({ problems }) => problems),
  onAsset: ({ inventory }) => inventory.assets,
  onBundle: ({ inventory }) => inventory.bundles,
  onPolicy: ({ policies }) => policies,
};
