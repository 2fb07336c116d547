import type { KestraLine } from "../flows/flow.ts";

/** What a scan is told about the server that its files do not say. */
export interface ResolveOptions {
  readonly tenant: string;
  /** Absent: each flow by the line whose syntax it uses. */
  readonly line?: KestraLine;
  /** Inputs pinned by the user, by id; for one flow only when the key is `<namespace>.<flow>`. */
  readonly pins: Pins;
  /** At most this many cases a declaration. */
  readonly maxCases: number;
}

export interface Pins {
  readonly all: Readonly<Record<string, unknown>>;
  readonly byFlow: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export const DEFAULT_MAX_CASES = 1000;
