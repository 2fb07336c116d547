import type { Assumption, Place, TaskId } from "../model/model.ts";

/** How the id of an asset came to be in one case. Plain data. */
export interface Chain {
  /** The text that names the asset. Absent: the flow has none, or has changed since the scan. */
  readonly template?: Template;
  /** The case: the items of its loops, then its assumptions. */
  readonly facts: readonly Fact[];
}

/** A text, with the expressions in it. */
export interface Template {
  /** As written. Of a text with many lines, such as SQL, the words that name the asset. */
  readonly text: string;
  readonly place: Place;
  readonly parts: readonly EvaluatedPart[];
}

/** An expression and its value in the case. */
export interface EvaluatedPart {
  /** With its braces. */
  readonly expression: string;
  readonly place: Place;
  /** Text with `*` for parts known only at run time. Absent: the expression fails. */
  readonly value?: string;
  /** Why a part of the value is unknown, or why the expression fails. */
  readonly reason?: string;
}

/** A premise of the case: a loop item or an assumption. */
export type Fact = LoopItemFact | AssumptionFact;

export interface LoopItemFact {
  readonly kind: "item";
  /** The task of the loop. */
  readonly loop: string;
  readonly value: string;
  /** Of the values of the loop, or of the item if the list is literal. */
  readonly place: Place;
}

export interface AssumptionFact {
  readonly kind: "assumption";
  readonly assumption: Assumption;
  /** Where it is declared: an input, a label, a condition, a query, a calling task, a trigger. Absent: not in the flow. */
  readonly place?: Place;
  /** Of a query: what it finds in the repository, sorted. */
  readonly found?: readonly string[];
  /** Of a start by another task or a trigger: what was passed, and why. */
  readonly start?: StartChain;
}

/** What a call or a trigger passes to a flow, and the case of the caller. */
export interface StartChain {
  readonly arguments: readonly Argument[];
  /** Of the caller; of a trigger: none. */
  readonly facts: readonly Fact[];
  /** Why the chain of callers ends here, if it goes on. */
  readonly cut?: string;
}

export interface Argument {
  /** `inputs.region`, `labels.team`. */
  readonly variable: string;
  readonly template: Template;
}

/** An id in one case of a declaration or of an inferred access. */
export interface NamedCase extends TaskId {
  readonly trigger?: true;
  readonly id: string;
  readonly place: Place;
  /** Of an inferred access, see `BundleEntry`. */
  readonly evidence?: string;
  readonly assumptions: readonly Assumption[];
}
