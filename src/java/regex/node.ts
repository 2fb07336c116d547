import type { CharTest } from "./char-class.ts";

export type RepeatMode = "greedy" | "lazy" | "possessive";

export type AnchorKind =
  | "input-start"
  | "input-end"
  | "before-final-terminator"
  | "line-start"
  | "line-end"
  | "word-boundary"
  | "not-word-boundary"
  | "last-match-end";

/** A parsed Java regular expression. */
export type RegexNode =
  | { readonly kind: "char"; readonly test: CharTest }
  | { readonly kind: "sequence"; readonly items: readonly RegexNode[] }
  | { readonly kind: "alternatives"; readonly options: readonly RegexNode[] }
  | { readonly kind: "group"; readonly index: number; readonly body: RegexNode }
  | { readonly kind: "atomic"; readonly body: RegexNode }
  | {
      readonly kind: "repeat";
      readonly body: RegexNode;
      readonly min: number;
      readonly max: number;
      readonly mode: RepeatMode;
    }
  | { readonly kind: "look"; readonly behind: boolean; readonly negative: boolean; readonly body: RegexNode }
  | {
      readonly kind: "back-reference";
      readonly index: number;
      readonly ignoreCase: boolean;
      readonly unicodeCase: boolean;
    }
  | { readonly kind: "anchor"; readonly what: AnchorKind; readonly unixLines: boolean };

/** Least and greatest number of UTF-16 units a node can match; the greatest is Infinity when there is no bound. */
export function width(node: RegexNode): { readonly min: number; readonly max: number } {
  switch (node.kind) {
    case "char":
      return { min: 1, max: 2 };
    case "sequence": {
      const widths = node.items.map(width);
      return {
        min: widths.reduce((sum, w) => sum + w.min, 0),
        max: widths.reduce((sum, w) => sum + w.max, 0),
      };
    }
    case "alternatives": {
      const widths = node.options.map(width);
      return { min: Math.min(...widths.map((w) => w.min)), max: Math.max(...widths.map((w) => w.max)) };
    }
    case "group":
    case "atomic":
      return width(node.body);
    case "repeat": {
      const body = width(node.body);
      return {
        min: body.min * node.min,
        max: node.max === 0 ? 0 : node.max === Infinity ? Infinity : body.max * node.max,
      };
    }
    case "look":
    case "anchor":
      return { min: 0, max: 0 };
    case "back-reference":
      return { min: 0, max: Infinity };
  }
}

/** Whether the condition holds for the node or any node in it. */
export function some(node: RegexNode, holds: (node: RegexNode) => boolean): boolean {
  if (holds(node)) return true;
  if (node.kind === "sequence") return node.items.some((item) => some(item, holds));
  if (node.kind === "alternatives") return node.options.some((option) => some(option, holds));
  return "body" in node && some(node.body, holds);
}

/** Whether the node contains a capturing group. */
export function captures(node: RegexNode): boolean {
  return some(node, (part) => part.kind === "group");
}

/** Whether anything but a single character is repeated in the node. */
export function repeatsGroup(node: RegexNode): boolean {
  return some(node, (part) => part.kind === "repeat" && part.max > 1 && part.body.kind !== "char");
}
