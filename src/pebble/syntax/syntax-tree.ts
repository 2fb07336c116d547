import type { Value } from "../values/value.ts";

/** `start` and `end` are the range in the template text, UTF-16. */
interface Range {
  readonly start: number;
  readonly end: number;
}

type UnaryOperator = "not" | "+" | "-";
export type BinaryOperator =
  | "or"
  | "and"
  | "contains"
  | "=="
  | "equals"
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "??"
  | "???"
  | "isIn"
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "~"
  | "..";

export interface CallArguments {
  readonly positional: readonly Expression[];
  readonly named: readonly { readonly name: string; readonly value: Expression }[];
}

export interface FilterCall extends Range {
  readonly name: string;
  readonly args: CallArguments;
}

export type Expression =
  | (Range & { readonly type: "literal"; readonly value: Value })
  | (Range & { readonly type: "name"; readonly name: string })
  | (Range & { readonly type: "list"; readonly items: readonly Expression[] })
  | (Range & { readonly type: "map"; readonly entries: readonly (readonly [Expression, Expression])[] })
  | (Range & {
      readonly type: "attribute";
      readonly target: Expression;
      readonly key: Expression;
      /** Present for a method call: `a.b(1)`. */
      readonly args?: readonly Expression[];
    })
  | (Range & { readonly type: "call"; readonly name: string; readonly args: CallArguments })
  | (Range & { readonly type: "filter"; readonly input: Expression; readonly call: FilterCall })
  | (Range & {
      readonly type: "test";
      readonly input: Expression;
      readonly name: string;
      readonly nameRange: Range;
      readonly args: CallArguments;
      readonly negated: boolean;
    })
  | (Range & { readonly type: "unary"; readonly operator: UnaryOperator; readonly operand: Expression })
  | (Range & {
      readonly type: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    })
  | (Range & {
      readonly type: "ternary";
      readonly condition: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    });

export type Body = readonly Statement[];

export type Statement =
  | (Range & { readonly type: "text"; readonly text: string })
  | (Range & { readonly type: "print"; readonly expression: Expression })
  | (Range & {
      readonly type: "if";
      readonly branches: readonly { readonly condition: Expression; readonly body: Body }[];
      readonly otherwise?: Body;
    })
  | (Range & {
      readonly type: "for";
      readonly variable: string;
      readonly iterable: Expression;
      readonly body: Body;
      readonly otherwise?: Body;
    })
  | (Range & { readonly type: "set"; readonly name: string; readonly value: Expression })
  | (Range & { readonly type: "filter"; readonly calls: readonly FilterCall[]; readonly body: Body })
  | (Range & { readonly type: "block"; readonly name: string });

export interface Macro {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly value?: Expression }[];
  readonly body: Body;
}

export interface Template {
  readonly source: string;
  readonly body: Body;
  /** Macros and blocks are known everywhere in the template, wherever they stand. */
  readonly macros: ReadonlyMap<string, Macro>;
  readonly blocks: ReadonlyMap<string, Body>;
}
