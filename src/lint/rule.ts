import type { Flow, KestraLine } from "../flows/flow.ts";
import type { Span, YamlNode, YamlScalar } from "../flows/yaml-node.ts";
import type { FlowGap, ResolvedFlow } from "../inventory/declared.ts";
import type { Asset, BundleEntry, InertDeclaration, Inventory } from "../inventory/model.ts";
import type { Site } from "../resolve/site.ts";
import type { EntryFacts, FileFacts } from "./facts.ts";
import type { Report, Severity } from "./finding.ts";
import type { Policy } from "./policy.ts";
import type { Range } from "./range.ts";

/** A release line of Kestra as the configuration names it. */
export type KestraVersion = "1.2" | "1.3" | "2.0";

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

/** A rule about one flow, asked while the flow's tree is in memory. */
export interface FlowRule extends RuleBase {
  readonly scope: "flow";
  readonly check: (context: FlowLint) => Iterable<Report>;
}

/** A rule about all files together. */
export interface RepositoryRule extends RuleBase {
  readonly scope: "repository";
  readonly check: (context: RepositoryLint) => Iterable<Report>;
  /**
   * Whether what it says of a file depends on files that share no flow, asset, or circle of assets with it. Absent: never.
   */
  readonly looksEverywhere?: (policies: readonly Policy[]) => boolean;
}

/** A rule that the runner itself speaks for, because it is about the lint and not about flows. */
export interface RunnerRule extends RuleBase {
  readonly scope: "runner";
}

export type Rule = FlowRule | RepositoryRule | RunnerRule;

/** What a flow rule may look at. */
export interface FlowLint {
  readonly flow: Flow;
  /** The line whose rules the flow's expressions follow. */
  readonly line: KestraLine;
  /** Absent: every version is accepted. */
  readonly kestra: KestraVersion | undefined;
  readonly resolved: ResolvedFlow;
  readonly declarations: readonly Declaration[];
  readonly gaps: readonly LocatedGap[];
  /** The range of a node, without blank space at its end. */
  readonly rangeOf: (node: { readonly span: Span }) => Range;
  readonly rangeInScalar: (scalar: YamlScalar, offset: number, length: number) => Range;
}

/** One `assets` block as written, together with what became of it. */
export interface Declaration {
  readonly site: Site;
  /** The key `assets`; `assetId` where the task names its asset by properties of its own. */
  readonly key: YamlScalar;
  /** The task names its asset by properties of its own, which are no `assets` block. */
  readonly byProperties: boolean;
  /** Why no execution can emit it; absent when one can. */
  readonly inert: InertDeclaration["reason"] | undefined;
  /** The entries of the two lists, as YAML or as JSON text; without those whose list is an expression. */
  readonly entries: readonly DeclarationEntry[];
}

export interface DeclarationEntry {
  readonly side: "inputs" | "outputs";
  readonly node: YamlNode;
  /** The list is JSON text: all of the entry has the place of that text, and nothing in it can be corrected. */
  readonly inText?: true;
}

/** A gap of the resolution, with the part of the file it speaks of. */
export interface LocatedGap extends FlowGap {
  readonly range: Range;
  readonly role: GapRole;
}

/**
 * What a gap's place belongs to: a list of a declaration as a whole, one entry of it, the id of one, the values of a
 * loop around it, or anything else.
 */
export type GapRole = "list" | "entry" | "id" | "loop" | "other";

/** What a repository rule may look at. */
export interface RepositoryLint {
  readonly files: readonly FileFacts[];
  readonly inventory: Inventory;
  readonly kestra: KestraVersion | undefined;
  readonly policies: readonly Policy[];
  /** The ids of the assets that a selection means. Throws a SelectionError. */
  readonly select: (selection: string) => ReadonlySet<string>;
  readonly ownersOf: (asset: Asset) => readonly string[];
  /** What is known of the text an entry of a bundle was read from. */
  readonly factsOf: (entry: Pick<BundleEntry, "place">) => EntryFacts | undefined;
  /** The range of the id of an entry; its first character where no more is known. */
  readonly rangeOf: (entry: Pick<BundleEntry, "place">) => Range;
}
