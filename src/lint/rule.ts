import type { Severity } from "./finding.ts";
import type { FlowRuleContext } from "./flow-rule-context.ts";
import type { FlowParts } from "./flow-walk.ts";
import type { Policy } from "./policy.ts";
import type { RepositoryRuleContext } from "./repository-rule-context.ts";
import type { RepositoryParts } from "./repository-walk.ts";
import type { Visitor } from "./walk.ts";

/** Files by path; `assets.config.yaml` among them configures the run. */
export type ExampleFiles = Readonly<Record<string, string>>;

export interface Example {
  /** Each holds at least one finding of the rule, and none of another. */
  readonly bad: ExampleFiles;
  /** Nothing is found here. */
  readonly good: ExampleFiles;
}

interface RuleBase {
  /** Kebab-case; the name of the rule's file. */
  readonly id: string;
  readonly severity: Severity;
  /** One sentence. */
  readonly description: string;
  /** What Kestra makes of it, and why that matters. */
  readonly why: string;
  /** What to do about it. */
  readonly remedy: string;
  /** `--fix` can put (some of) its findings right. */
  readonly fixable?: true;
  /** At least one. */
  readonly examples: readonly Example[];
}

/** A rule about one flow, called while the flow's tree is in memory: for each part of it that the rule has a callback for. */
export interface FlowRule extends RuleBase, Visitor<FlowParts, FlowRuleContext> {
  readonly scope: "flow";
}

/** A rule about all files together. */
export interface RepositoryRule extends RuleBase, Visitor<RepositoryParts, RepositoryRuleContext> {
  readonly scope: "repository";
  /**
   * Whether what it says of a file depends on files that are not related to it; see `relatedFiles`. Absent: never.
   */
  readonly looksEverywhere?: (policies: readonly Policy[]) => boolean;
}

/** A rule that the runner itself speaks for, because it is about the lint and not about flows. */
export interface RunnerRule extends RuleBase {
  readonly scope: "runner";
}

export type Rule = FlowRule | RepositoryRule | RunnerRule;
