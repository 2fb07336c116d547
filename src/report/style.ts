import type { Certainty } from "../model/model.ts";

/** Styles of the parts of a report. Each function takes printable text and returns it decorated. */
export interface Style {
  readonly id: (text: string) => string;
  readonly heading: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly error: (text: string) => string;
  readonly good: (text: string) => string;
  readonly certainty: (certainty: Certainty) => string;
}

const same = (text: string) => text;

/** No decoration: for files, pipes and tests. */
export const plainStyle: Style = {
  id: same,
  heading: same,
  strong: same,
  faint: same,
  warning: same,
  error: same,
  good: same,
  certainty: same,
};
