import type { DeclaredBundle, DeclaredEntry } from "../../model/declared.ts";
import type { Tie } from "../../model/model.ts";
import { tiesOf } from "../dataflow/declared-ties.ts";

/** Pairs of an emitted id and the inferred id of the same resource in its task. */
export function emissionTies(
  emitted: readonly DeclaredBundle[],
  inferred: readonly DeclaredBundle[],
): readonly Tie[] {
  return emitted
    .filter(({ origin }) => origin === undefined)
    .flatMap((bundle) => {
      const { namespace, flow, task } = bundle;
      const ofTask = inferred.filter(
        (candidate) => candidate.task === task && candidate.trigger === undefined,
      );
      const tied = (entries: readonly DeclaredEntry[], done: readonly DeclaredEntry[]): readonly Tie[] =>
        tiesOf({ namespace, flow, task }, [{ entries }], done);
      return [
        ...tied(
          bundle.inputs,
          ofTask.flatMap(({ inputs }) => inputs).filter(({ via }) => via === undefined),
        ),
        ...tied(
          bundle.outputs,
          ofTask.flatMap(({ outputs }) => outputs),
        ),
      ];
    });
}
