/** How a SQL dialect is written, as far as it decides which tables a text names. */
export interface SqlDialect {
  readonly name: string;

  /** What `"` encloses. */
  readonly doubleQuote: "name" | "string";
  /** Whether `` ` `` encloses a name. */
  readonly backtick: boolean;
  /** Whether a name in backticks may hold several parts: `` `project.dataset.table` ``. */
  readonly dotsInBackticks: boolean;
  /** Whether `[` encloses a name: always, never, or unless it is the index of an array (right after a word). */
  readonly bracket: "name" | "name-or-index" | "index";
  /** Whether `\` takes the next character of a string as it is. */
  readonly backslash: boolean;
  /** Whether `E'..'` is a string with backslash escapes. */
  readonly escapeStrings: boolean;
  /** Whether `R'..'` is a string without backslash escapes. */
  readonly rawStrings: boolean;
  /** Whether `q'[..]'` is a string. */
  readonly quoteOperator: boolean;
  readonly tripleQuotes: boolean;
  /** Whether `$$..$$`, or `$tag$..$tag$` too, is a string. */
  readonly dollarQuotes: "none" | "plain" | "tagged";

  readonly hashComments: boolean;
  readonly slashComments: boolean;
  readonly nestedComments: boolean;
  /** Whether `--` begins a comment only before white space. */
  readonly dashesNeedSpace: boolean;
  /** Whether the text in a comment that begins with an exclamation mark is executed. */
  readonly executableComments: boolean;

  /** What `@` begins. */
  readonly at: "variable" | "stage" | "link" | "symbol";
  /** What names may hold besides letters, digits, `_` and `$`. */
  readonly nameCharacters: string;
  /** Whether names may begin with `#`, which makes a table temporary. */
  readonly hashNames: boolean;
  /** Whether the first part of a table name may hold `-` without quotes. */
  readonly dashedNames: boolean;
  /** Whether `$` and `@` at the end of a table name choose a part or a time of the table, and `*` many tables. */
  readonly tableSuffixes: boolean;

  /** What the system makes of a name without quotes. */
  readonly unquoted: "upper" | "lower" | "kept" | "insensitive";
  /** Whether names in quotes keep their case. */
  readonly quotedKeepsCase: boolean;
  /** How names of common table expressions are compared where tables keep their case. */
  readonly cteNames: "as-tables" | "insensitive" | "unclear";
  /** Whether a common table expression sees itself: with the word RECURSIVE, always, or depending on its query. */
  readonly recursion: "keyword" | "always" | "unclear";
  /** Whether WITH may name an expression: `WITH 1 AS x`. */
  readonly withExpressions: boolean;

  /** What INTO names in a SELECT. */
  readonly selectInto: "table" | "variable";
  /** Whether a query may begin with FROM. */
  readonly fromFirst: boolean;
  /** Whether statements follow one another without `;`. */
  readonly batches: boolean;
  /** Whether a variable may be a table, `@t` or `:t`, and not only stand for the name of one. */
  readonly tableVariables: boolean;
  /** Whether UPDATE and DELETE may name their table by an alias of the FROM clause. */
  readonly aliasTargets: boolean;
  /** Whether `FROM t, t.items` goes through an array of a row of `t`. */
  readonly correlatedArrays: boolean;
  /** Whether a string, or a quoted name that ends like a file, may stand for a table. */
  readonly filesAsTables: boolean;
  /** Whether ``parquet.`path` `` reads files. */
  readonly formatPaths: boolean;
  /** ClickHouse: whether tables have engines, views write TO tables, and `CREATE TABLE a AS b` copies a structure. */
  readonly tableEngines: boolean;
  /** Whether ALTER .. RENAME TO takes a name without schema, in the schema of the table. */
  readonly renamesInPlace: boolean;

  /** Functions that read files, in upper case, and which argument names them, from 0. */
  readonly fileFunctions: ReadonlyMap<string, number>;
  /** Functions that read from another system, in upper case. */
  readonly externalFunctions: ReadonlySet<string>;
  /** Schemas of the system's own tables, in lower case. */
  readonly systemSchemas: ReadonlySet<string>;
  /** The system's own tables that need no schema, in lower case. */
  readonly systemTables: ReadonlySet<string>;
  /** Beginnings of such names, in lower case. */
  readonly systemPrefixes: readonly string[];
  /** Schemas of temporary tables, in lower case. */
  readonly temporarySchemas: ReadonlySet<string>;
}
