/** The syntax of a SQL dialect, limited to the rules that decide which tables a text names. */
export interface SqlDialect {
  readonly name: string;

  /** The meaning of a text in `"`. */
  readonly doubleQuote: "name" | "string";
  /** Whether names can be quoted with `` ` ``. */
  readonly backtick: boolean;
  /** Whether a name in backticks may have several parts: `` `project.dataset.table` ``. */
  readonly dotsInBackticks: boolean;
  /** Whether `[` begins a name: always, never, or unless it directly follows a word (an array index). */
  readonly bracket: "name" | "name-or-index" | "index";
  /** Whether `\` escapes the next character of a string. */
  readonly backslash: boolean;
  /** Whether `E'..'` is a string with backslash escapes. */
  readonly escapeStrings: boolean;
  /** Whether `R'..'` is a raw string, without backslash escapes. */
  readonly rawStrings: boolean;
  /** Whether `q'[..]'` is a string. */
  readonly quoteOperator: boolean;
  readonly tripleQuotes: boolean;
  /** Whether `$$..$$` is a string, and whether it may have a tag: `$tag$..$tag$`. */
  readonly dollarQuotes: "none" | "plain" | "tagged";

  readonly hashComments: boolean;
  readonly slashComments: boolean;
  readonly nestedComments: boolean;
  /** Whether a comment with `--` needs white space after it. */
  readonly dashesNeedSpace: boolean;
  /** Whether comments that begin with an exclamation mark are executed. */
  readonly executableComments: boolean;

  /** The meaning of `@`. */
  readonly at: "variable" | "stage" | "link" | "symbol";
  /** Characters of names besides letters, digits, `_` and `$`. */
  readonly nameCharacters: string;
  /** Whether names may begin with `#`, the mark of a temporary table. */
  readonly hashNames: boolean;
  /** Whether the first part of a table name may contain `-` without quotes. */
  readonly dashedNames: boolean;
  /**
   * Whether a table name may end with a selector: `$` for a partition, `@` for a time, `*` for all tables of a prefix.
   */
  readonly tableSuffixes: boolean;

  /** The case of an unquoted name as the system stores or compares it. */
  readonly unquoted: "upper" | "lower" | "kept" | "insensitive";
  /** Whether names in quotes keep their case. */
  readonly quotedKeepsCase: boolean;
  /** The comparison of names of common table expressions in systems that keep the case of tables. */
  readonly cteNames: "as-tables" | "insensitive" | "unclear";
  /**
   * Whether a common table expression may refer to itself: with the word RECURSIVE, always, or depending on its query.
   */
  readonly recursion: "keyword" | "always" | "unclear";
  /** Whether WITH may name an expression: `WITH 1 AS x`. */
  readonly withExpressions: boolean;

  /** What `USE x` and `USE DATABASE x` select: a schema of the current catalog, or also an attached database. */
  readonly use: "nothing" | "database" | "schema" | "attached";
  /** The target of INTO in a SELECT. */
  readonly selectInto: "table" | "variable";
  /** Whether a query may begin with FROM. */
  readonly fromFirst: boolean;
  /** Whether statements need no `;` between them. */
  readonly batches: boolean;
  /** Whether a variable, `@t` or `:t`, may itself be a table and not only contain the name of a table. */
  readonly tableVariables: boolean;
  /** Whether UPDATE and DELETE may refer to their table by an alias from the FROM clause. */
  readonly aliasTargets: boolean;
  /** Whether `FROM t, t.items` iterates over an array in each row of `t`. */
  readonly correlatedArrays: boolean;
  /** Whether a string, or a quoted name with a file extension, may be used as a table. */
  readonly filesAsTables: boolean;
  /** Whether ``parquet.`path` `` reads files. */
  readonly formatPaths: boolean;
  /** ClickHouse: tables have engines, views write TO tables, and `CREATE TABLE a AS b` copies a structure. */
  readonly tableEngines: boolean;
  /** Whether ALTER .. RENAME TO takes a name without schema and keeps the table in its schema. */
  readonly renamesInPlace: boolean;

  /** Functions that read files, in upper case, with the index of the argument that names them, from 0. */
  readonly fileFunctions: ReadonlyMap<string, number>;
  /** Functions that read from another system, in upper case. */
  readonly externalFunctions: ReadonlySet<string>;
  /** Schemas of the system's own tables, in lower case. */
  readonly systemSchemas: ReadonlySet<string>;
  /** The system's own tables that need no schema, in lower case. */
  readonly systemTables: ReadonlySet<string>;
  /** Prefixes of the names of such tables, in lower case. */
  readonly systemPrefixes: readonly string[];
  /** Schemas of temporary tables, in lower case. */
  readonly temporarySchemas: ReadonlySet<string>;
}
