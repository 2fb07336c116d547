/**
 * The reads and writes of some task types, as data. There is one file per family of plugins; users add entries under
 * `infer: types:` in the configuration.
 */
export interface CatalogueEntry {
  /** Task and trigger types, with or without `io.kestra.plugin.`; `*` matches any text. */
  readonly types: readonly string[];
  /** The system of the resources, in OpenLineage's naming: `postgres`, `s3`, `kafka`. */
  readonly system: string;
  /** The kind of its resources. Absent: `file`. */
  readonly kind?: ResourceKind;
  readonly reads?: readonly Touch[];
  readonly writes?: readonly Touch[];
  /** Properties that contain SQL, and its dialect. */
  readonly sql?: readonly string[];
  readonly dialect?: string;
  /** Properties that contain shell commands. */
  readonly commands?: readonly string[];
  /** Properties that contain programs. They are searched for signs of data access. */
  readonly programs?: readonly string[];
  /** A task without data access is normal and not a gap. */
  readonly mayTouchNothing?: true;
  /** The database of SQL and table names. */
  readonly connection?: ConnectionRule;
  /** A group of types that is off by default. */
  readonly group?: CatalogueGroup;
  /** The reason why the properties do not show the data access; completes "unknown data access: ...". */
  readonly opaque?: string;
}

export type ResourceKind = "file" | "table" | "dataset" | "topic" | "queue" | "vm" | "external" | "other";

export const CATALOGUE_GROUPS = ["http-request", "git", "redis", "docker", "infrastructure"] as const;
export type CatalogueGroup = (typeof CATALOGUE_GROUPS)[number];

/**
 * A resource as a template over properties: `s3://{bucket}`, `{from.key}`. A part in `[...]` is omitted if one of its
 * properties is absent. If a property outside brackets is absent, there is no resource.
 */
export interface Touch {
  /** A complete URI; its scheme and authority are the namespace. */
  readonly uri?: string;
  /** Limits the URIs to these schemes; other texts are links within the flow. */
  readonly schemes?: readonly string[];
  /** In OpenLineage's dataset naming. */
  readonly namespace?: string;
  readonly name?: string;
  /** A table of the entry's connection, in SQL syntax. */
  readonly table?: string;
  /** The resource is everything below the name. */
  readonly folder?: true;
  /** Applies only if the property has one of these values; "" is an absent property. */
  readonly when?: Readonly<Record<string, readonly string[]>>;
  readonly system?: string;
  readonly kind?: ResourceKind;
  /** The location for readers, if it differs from the id: `https://account.blob.core.windows.net/container/name`. */
  readonly location?: string;
}

/** The naming of a database. Templates have the syntax of those of a touch. */
export interface ConnectionRule {
  /** The complete namespace, if there is no URL. */
  readonly namespace?: string;
  /** A JDBC URL, or the URL of a server. */
  readonly url?: string;
  /** The scheme of the namespace of such a URL, and the default port of the system. */
  readonly scheme?: string;
  readonly port?: number;
  /** The number of parts of a full table name: 3 for database, schema and table. */
  readonly levels: number;
  readonly database?: string;
  readonly schema?: string;
  /** Set for databases in memory or in a file of the task, whose tables end with the task. */
  readonly local?: "duckdb" | "sqlite" | "access";
}
