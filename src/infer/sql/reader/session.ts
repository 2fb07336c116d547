import type { SqlAccessKind, SqlGap, SqlResource, SqlSetting, SqlSpan } from "../access.ts";
import type { SqlDialect } from "../dialects/dialect.ts";
import type { Sources } from "./sources.ts";
import type { Temporaries } from "./temporaries.ts";

/** An access of a statement that is being read. The rest of the statement may change it. */
export interface AccessDraft {
  kind: SqlAccessKind;
  readonly resource: SqlResource;
  readonly span: SqlSpan;
  temporary: boolean;
  doubt: string | undefined;
  /** Whether it turned out not to be an access. */
  dropped: boolean;
}

export interface StatementDraft {
  verb: string;
  readonly start: number;
  end: number;
  readonly accesses: AccessDraft[];
  readonly flows: FlowDraft[];
  /** The reason why nothing in the statement is certain. */
  doubt: string | undefined;
  /** Whether a hole outside quotes and comments was read. */
  holed: boolean;
  /** Whether a hole may make the statement create a temporary table. */
  mayCreateTemporary: boolean;
}

export interface FlowDraft {
  readonly inputs: Sources;
  readonly outputs: readonly number[];
}

/** The results so far for a text and the texts inside it. */
export interface ReadingSession {
  readonly dialect: SqlDialect;
  readonly statements: StatementDraft[];
  readonly settings: SqlSetting[];
  readonly gaps: SqlGap[];
  readonly temporaries: Temporaries;
  /** The reason why names without schema may be temporary tables hidden in a hole. */
  unsure: string | undefined;
  /** The number of recorded accesses. */
  accesses: number;
  /** The offset, in the caller's text, of the first hole outside quotes and comments. */
  firstHole: number | undefined;
}
