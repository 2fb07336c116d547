/**
 * What the tasks of some types read and write, as data: a file for each family of plugins, and what users add under
 * `infer: types:` in the configuration.
 */
export interface CatalogueEntry {
  /** Names of task and trigger types, whole or without `io.kestra.plugin.`; `*` stands for any text. */
  readonly types: readonly string[];
  /** The system that holds the resources, as OpenLineage names it: `postgres`, `s3`, `kafka`. */
  readonly system: string;
  /** What its resources are; `file` when absent. */
  readonly kind?: ResourceKind;
  readonly reads?: readonly Touch[];
  readonly writes?: readonly Touch[];
  /** Properties that hold SQL, and the dialect that it is written in. */
  readonly sql?: readonly string[];
  readonly dialect?: string;
  /** Properties that hold shell commands. */
  readonly commands?: readonly string[];
  /** Such a task is nothing unusual when it touches no data. */
  readonly mayTouchNothing?: true;
  /** Which database, for SQL and for names of tables. */
  readonly connection?: ConnectionRule;
  /** A group that is off unless the configuration turns it on. */
  readonly group?: CatalogueGroup;
  /** Why the properties do not say what is touched; completes "unknown data access: ...". */
  readonly opaque?: string;
}

export type ResourceKind = "file" | "table" | "dataset" | "topic" | "queue" | "vm" | "external" | "other";

export const CATALOGUE_GROUPS = ["http-request", "git", "redis", "docker", "infrastructure"] as const;
export type CatalogueGroup = (typeof CATALOGUE_GROUPS)[number];

/**
 * A resource as a text with the values of properties in it: `s3://{bucket}`, `{from.key}`. `[...]` is left out where a
 * property in it is absent; a resource that lacks a property outside of brackets is none.
 */
export interface Touch {
  /** A whole URI; its scheme and authority are the namespace. */
  readonly uri?: string;
  /** Only URIs with these schemes; other texts are links within the flow. */
  readonly schemes?: readonly string[];
  /** By OpenLineage's dataset naming. */
  readonly namespace?: string;
  readonly name?: string;
  /** A table of the entry's connection, as SQL names it. */
  readonly table?: string;
  /** Everything below the name. */
  readonly folder?: true;
  /** Only where a property has one of these values; "" stands for an absent one. */
  readonly when?: Readonly<Record<string, readonly string[]>>;
  readonly system?: string;
  readonly kind?: ResourceKind;
  /** Where people look for it, when that is not the id: `https://account.blob.core.windows.net/container/name`. */
  readonly location?: string;
}

/** How a database is named. Texts are filled in as those of a touch. */
export interface ConnectionRule {
  /** The namespace as a whole, where no URL says it. */
  readonly namespace?: string;
  /** A JDBC URL, or the URL of a server. */
  readonly url?: string;
  /** The scheme of the namespace for such a URL, and the port that the system listens on by default. */
  readonly scheme?: string;
  readonly port?: number;
  /** How many parts the full name of a table has: 3 for database, schema and table. */
  readonly levels: number;
  readonly database?: string;
  readonly schema?: string;
  /** Where a database lives in memory, or in a file of the task: its tables end with the task. */
  readonly local?: "duckdb" | "sqlite" | "access";
}
