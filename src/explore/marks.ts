import type { Asset, Certainty } from "../model/model.ts";

/** One character for each certainty, so that colour is not needed. */
const CERTAINTY_MARKS: Readonly<Record<Certainty, string>> = {
  exact: " ",
  default: "=",
  choice: "?",
  pattern: "*",
};

/** Two characters: `~` for an inferred asset, then the certainty. */
export function marksOf({ origin, certainty }: Pick<Asset, "origin" | "certainty">): string {
  return `${origin === undefined ? " " : "~"}${CERTAINTY_MARKS[certainty]}`;
}
