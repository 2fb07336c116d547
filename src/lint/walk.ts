import type { RawFinding } from "./finding.ts";

/** The result of a callback for one part: none, one or several. */
export type RawFindings = RawFinding | Iterable<RawFinding> | undefined;

/**
 * Callbacks of a rule, each for one kind of part.
 *
 * @typeParam Parts part type by callback
 */
export type Visitor<Parts, Context> = {
  readonly [Callback in keyof Parts]?: (part: Parts[Callback], context: Context) => RawFindings;
};

/** Finds the parts for each callback, in the order of this table. */
export type PartsOf<Parts, Context> = {
  readonly [Callback in keyof Parts]: (context: Context) => Iterable<Parts[Callback]>;
};

/** A walk that calls rules for every part of a context, each part once. Parts without a callback are skipped. */
export function createWalk<Parts, Context, Rule extends Visitor<Parts, Context>>(
  partsOf: PartsOf<Parts, Context>,
  rules: readonly Rule[],
): (context: Context) => Iterable<{ readonly rule: Rule; readonly finding: RawFinding }> {
  const stepFor = <Callback extends keyof Parts>(callback: Callback) => {
    const asked = rules.flatMap((rule) => {
      const visitor: Visitor<Parts, Context> = rule;
      const visit = visitor[callback];
      return visit ? [{ rule, visit }] : [];
    });
    return function* (context: Context) {
      if (asked.length === 0) return;
      for (const part of partsOf[callback](context)) {
        for (const { rule, visit } of asked) {
          const found = visit(part, context);
          if (found === undefined) continue;
          for (const finding of Symbol.iterator in found ? found : [found]) yield { rule, finding };
        }
      }
    };
  };
  const steps = (Object.keys(partsOf) as (keyof Parts)[]).map((callback) => stepFor(callback));
  return function* (context) {
    for (const step of steps) yield* step(context);
  };
}
