import type { Asset, Bundle, Inventory } from "../model/model.ts";
import type { FileProblem } from "./facts.ts";
import type { Policy } from "./policy.ts";
import type { RepositoryRuleContext } from "./repository-rule-context.ts";
import type { PartsOf } from "./walk.ts";

/** What a rule about all files together can be called for. */
export interface RepositoryParts {
  /** Everything, for what has to be seen together. */
  readonly onInventory: Inventory;
  /** Why a file, or a document of one, could not be read. */
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
