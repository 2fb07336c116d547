import { scalarText } from "../flows/scalar-text.ts";
import type { YamlNode, YamlScalar } from "../flows/yaml-node.ts";
import type { Assumption, Side } from "../model/model.ts";
import type { PebbleError, Unknown } from "../pebble/index.ts";
import { choicesOf } from "./choice-dependencies.ts";
import { partOf } from "./emission.ts";
import type { Evaluation } from "./evaluation.ts";
import type { CaseGap } from "./gaps.ts";
import type { CaseMode } from "./next-split.ts";
import type { DeclarationSite } from "./site.ts";

/** One case of a declaration while it is resolved: what it reads, and what it adds to. */
export interface CaseInProgress {
  readonly site: DeclarationSite;
  readonly evaluation: Evaluation;
  readonly mode: CaseMode;
  readonly gaps: CaseGap[];
  /** The undecided parts, each with the unknowns that it consulted. */
  readonly waiting: Map<string, readonly Unknown[]>;
  /** The parts that fail, each with the choices that the failure depends on. */
  readonly dropped: Map<string, readonly string[]>;
  /** Assumptions of descriptive fields only. */
  readonly descriptiveAssumptions: Assumption[];
}

/** An entry of a side. */
interface EntryPart {
  readonly side: Side;
  readonly index: number;
}

/** An expression of an entry fails: Kestra drops the side. */
export function dropEntry(
  inCase: CaseInProgress,
  entry: EntryPart,
  node: YamlScalar,
  error: PebbleError,
): void {
  inCase.gaps.push(failure(entry.side, node, error));
  inCase.dropped.set(partOf(entry), failingChoices(inCase, node));
}

/** The expression of a whole side fails. */
export function dropSide(inCase: CaseInProgress, side: Side, node: YamlNode, error: PebbleError): void {
  inCase.gaps.push(failure(side, node, error));
  if (node.kind === "scalar") inCase.dropped.set(side, failingChoices(inCase, node));
}

/** An expression of the declaration itself fails: Kestra drops both sides. */
export function dropBoth(inCase: CaseInProgress, node: YamlScalar, error: PebbleError): void {
  inCase.gaps.push(failure("assets", node, error));
  for (const side of ["inputs", "outputs"]) inCase.dropped.set(side, failingChoices(inCase, node));
}

function failingChoices({ site, evaluation }: CaseInProgress, node: YamlScalar): readonly string[] {
  return choicesOf(scalarText(node), site.level, evaluation);
}

function failure(what: Side | "assets", node: YamlNode, error: PebbleError): CaseGap {
  return {
    kind: "error",
    node,
    error,
    message: `the ${what} are dropped because an expression fails: ${error.message}`,
  };
}

export function unknownsIn(parts: readonly (string | Unknown)[]): Unknown[] {
  return parts.filter((part) => typeof part !== "string");
}
