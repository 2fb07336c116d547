import type { Severity } from "./finding.ts";
import type { FlowRuleContext } from "./flow-rule-context.ts";
import type { FlowParts } from "./flow-walk.ts";
import type { Policy } from "./policy.ts";
import type { RepositoryRuleContext } from "./repository-rule-context.ts";
import type { RepositoryParts } from "./repository-walk.ts";
import type { Visitor } from "./walk.ts";

/** Files by path; an `assets.config.yaml` among them is the configuration. */
export type ExampleFiles = Readonly<Record<string, string>>;

export interface Example {
  /** Each gives at least one finding of the rule and no finding of another rule. */
  readonly bad: ExampleFiles;
  /** Gives no finding. */
  readonly good: ExampleFiles;
  /** The configuration at the base of a pull request. */
  readonly base?: string;
}

interface RuleBase {
  /** Kebab-case; the name of the rule's file. */
  readonly id: string;
  readonly severity: Severity;
  /** One sentence. */
  readonly description: string;
  /** Kestra's behaviour and its consequences. */
  readonly why: string;
  /** The remedy. */
  readonly remedy: string;
  /** `--fix` can correct (some of) its findings. */
  readonly fixable?: true;
  /** At least one. */
  readonly examples: readonly Example[];
}

/** A rule about one flow, called while the tree of the flow is in memory, for each part with a callback. */
export interface FlowRule extends RuleBase, Visitor<FlowParts, FlowRuleContext> {
  readonly scope: "flow";
}

/** A rule about all files together. */
export interface RepositoryRule extends RuleBase, Visitor<RepositoryParts, RepositoryRuleContext> {
  readonly scope: "repository";
  /** Whether findings in a file depend on unrelated files; see `relatedFiles`. Absent: never. */
  readonly needsWholeRepository?: (policies: readonly Policy[]) => boolean;
}

/** A rule about lint itself, implemented by the runner. */
export interface RunnerRule extends RuleBase {
  readonly scope: "runner";
}

export type Rule = FlowRule | RepositoryRule | RunnerRule;
