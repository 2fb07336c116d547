import type { SqlAccessKind, SqlGap, SqlResource, SqlSetting, SqlSpan } from "../access.ts";
import type { SqlDialect } from "../dialects/dialect.ts";
import type { Sources } from "./sources.ts";
import type { Temporaries } from "./temporaries.ts";

/** An access while its statement is read: what follows may change it. */
export interface AccessDraft {
  kind: SqlAccessKind;
  readonly resource: SqlResource;
  readonly span: SqlSpan;
  temporary: boolean;
  doubt: string | undefined;
  /** Whether it turned out to be none. */
  dropped: boolean;
}

export interface StatementDraft {
  verb: string;
  readonly start: number;
  end: number;
  readonly accesses: AccessDraft[];
  readonly flows: FlowDraft[];
  /** Why nothing in it is certain. */
  doubt: string | undefined;
  /** Whether a hole outside of quotes and comments was read. */
  holed: boolean;
  /** Whether a hole may make the statement create a temporary table. */
  mayCreateTemporary: boolean;
}

export interface FlowDraft {
  readonly inputs: Sources;
  readonly outputs: readonly number[];
}

/** What is known of a text, and of the texts inside it, so far. */
export interface ReadingSession {
  readonly dialect: SqlDialect;
  readonly statements: StatementDraft[];
  readonly settings: SqlSetting[];
  readonly gaps: SqlGap[];
  readonly temporaries: Temporaries;
  /** Why names without schema may be temporary tables that the text does not show. */
  unsure: string | undefined;
  /** How many accesses were recorded. */
  accesses: number;
  /** Where the first hole outside of quotes and comments is, in the text of the caller. */
  firstHole: number | undefined;
}
