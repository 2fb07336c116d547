import { hash } from "node:crypto";
import type { ConnectionRule } from "../catalogue/entry.ts";
import { changeText, isConstant, patternText, type Text, textKey } from "./text.ts";

/** The database of a task, as far as its properties define it. */
export interface Connection {
  /** In OpenLineage's dataset naming. A short hash replaces unknown or secret parts. */
  readonly namespace: string;
  /** The namespace of fully qualified tables, if their parts include the location. */
  readonly ofFullNames?: string;
  readonly levels: number;
  /** The system, if it differs from that of the task. */
  readonly system?: string;
  readonly database?: Text;
  readonly schema?: Text;
  /** The database ends with the task: its tables are not assets. */
  readonly local: boolean;
}

/** The properties of a task that describe its connection. */
export interface ConnectionTexts {
  readonly namespace: Text | undefined;
  readonly url: Text | undefined;
  readonly database: Text | undefined;
  readonly schema: Text | undefined;
  /** Whether the task receives its database as a file. */
  readonly file: boolean;
  /** The flow, for connections known only within it. */
  readonly flow: string;
}

/** Cache of named servers by the properties of tasks; most tasks of a repository share a few servers. */
const resolved = new WeakMap<ConnectionRule, Map<string, Connection>>();
const MOST_RESOLVED = 1000;

export function resolveConnection(rule: ConnectionRule, texts: ConnectionTexts): Connection {
  const known = resolved.get(rule) ?? new Map<string, Connection>();
  resolved.set(rule, known);
  const { flow: _, ...said } = texts;
  const key = JSON.stringify(said);
  const before = known.get(key);
  if (before !== undefined) return before;
  const connection = resolveAnew(rule, texts);
  // The hash of an unnamed server may depend on the flow.
  if (!connection.namespace.includes("~")) {
    if (known.size >= MOST_RESOLVED) known.clear();
    known.set(key, connection);
  }
  return connection;
}

function resolveAnew(rule: ConnectionRule, texts: ConnectionTexts): Connection {
  const found = fromUrl(rule, texts);
  const database = texts.database ?? found.database;
  const schema = texts.schema ?? found.schema;
  return {
    ...{ namespace: found.namespace, levels: rule.levels, local: found.local ?? false },
    ...(found.ofFullNames !== undefined && { ofFullNames: found.ofFullNames }),
    ...(database !== undefined && { database }),
    ...(schema !== undefined && { schema }),
  };
}

interface Found {
  readonly namespace: string;
  readonly ofFullNames?: string;
  readonly database?: Text;
  readonly schema?: Text;
  readonly local?: boolean;
}

function fromUrl(rule: ConnectionRule, texts: ConnectionTexts): Found {
  if (texts.namespace !== undefined) {
    if (rule.namespace === "bigquery" && texts.database === undefined)
      return { namespace: unknownNamespace("bigquery", [{ hole: "" }], texts.flow), ofFullNames: "bigquery" };
    if (isConstant(texts.namespace)) return { namespace: patternText(texts.namespace) };
    return {
      namespace: unknownNamespace(schemeOf(patternText(texts.namespace)), texts.namespace, texts.flow),
    };
  }
  const scheme = rule.scheme ?? schemeOf(rule.namespace ?? "");
  if (texts.file) return { namespace: scheme, local: true };
  if (texts.url === undefined) {
    if (rule.local === "duckdb") return { namespace: scheme, local: true };
    return { namespace: unknownNamespace(scheme, [{ hole: "" }], texts.flow) };
  }
  const url = changeText(texts.url, (text) => withoutCredentials(text.trim()));
  if (url === undefined || !isConstant(url)) return partlyKnown(scheme, url ?? texts.url, texts, rule);
  const parsed = parseUrl(patternText(url), scheme, rule);
  return parsed ?? { namespace: unknownNamespace(scheme, url, texts.flow) };
}

/** The database may be known although the server is not. */
function partlyKnown(scheme: string, url: Text, texts: ConnectionTexts, rule: ConnectionRule): Found {
  if (rule.local === "duckdb" && /^jdbc:duckdb:md:/.test(patternText(url)))
    return { namespace: "motherduck" };
  if (rule.local !== undefined) return { namespace: scheme, local: true };
  const database = changeText(url, (text) => /\/\/[^/?;]*\/([\w.-]+)(?=$|[?;])/.exec(text)?.[1]);
  const namespace = unknownNamespace(scheme, url, texts.flow);
  return database !== undefined && isConstant(database) ? { namespace, database } : { namespace };
}

/** Values that are the same in all flows: secrets and the key-value store. */
const SAME_EVERYWHERE = /^the (?:secret|value) /;

/**
 * The namespace of an unknown server. Tasks that take it from the same secrets share it. A server known only within the
 * flow (from an input, an output, or not at all) belongs to that flow.
 */
export function unknownNamespace(scheme: string, text: Text, flow: string): string {
  const holes = text.filter((fragment) => typeof fragment !== "string");
  const shared = holes.every(({ hole }) => SAME_EVERYWHERE.test(hole));
  const key = shared ? textKey(text) : `${textKey(text)}\n${flow}`;
  return `${scheme}://~${hash("sha256", key, "hex").slice(0, 8)}`;
}

function schemeOf(namespace: string): string {
  return /^[a-z0-9-]*/.exec(namespace)?.[0] ?? "";
}

/** The URL without user and password, and without parameters that may contain them. */
function withoutCredentials(url: string): string {
  return url
    .replace(/(\/\/|thin:)[^/@?;]*(?:\/[^/@?;]*)?@(?!\/\/)/, "$1")
    .replace(/([?;&])([^=&;?]*)=([^&;]*)/g, (_, before: string, name: string, value: string) =>
      KEPT.has(name.toLowerCase()) ? `${before}${name}=${value}` : before === "?" ? "?" : "",
    );
}

/** Parameters that name a database. */
const KEPT = new Set(["db", "schema", "databasename", "database", "currentschema", "catalog", "servername"]);

function parameter(url: string, ...names: readonly string[]): string | undefined {
  for (const [, name = "", value = ""] of url.matchAll(/[?;&]([^=&;?]+)=([^&;]*)/g)) {
    if (names.includes(name.toLowerCase()) && value !== "") return value;
  }
  return undefined;
}

function parseUrl(url: string, scheme: string, rule: ConnectionRule): Found | undefined {
  if (rule.local !== undefined) return fileDatabase(url, scheme);
  if (scheme === "oracle") return oracle(url, rule);
  if (scheme === "sybase") {
    const [, host, database] = /^jdbc:sybase:Tds:([^/?]+)(?:\/([^?]*))?/i.exec(url) ?? [];
    return host === undefined ? undefined : found(`sybase://${server(host, rule)}`, database);
  }
  if (scheme === "druid") {
    const host = /url=https?:\/\/([^/?;]+)/.exec(url)?.[1] ?? /url=([^/?;]+)/.exec(url)?.[1];
    return host === undefined ? undefined : found(`druid://${server(host, rule)}`);
  }
  if (scheme === "dremio") {
    const host = /^jdbc:dremio:direct=([^;]+)/.exec(url)?.[1];
    return host === undefined ? undefined : found(`dremio://${server(host, rule)}`);
  }
  const [, authority = "", path = ""] = /\/\/([^/?;]+)(?:\/([^?;]*))?/.exec(url) ?? [];
  if (authority === "") return undefined;
  if (scheme === "snowflake") {
    const account = authority
      .toLowerCase()
      .replace(/(?::\d+)$/, "")
      .replace(/\.snowflakecomputing\.com$/, "");
    return found(`snowflake://${account}`, parameter(url, "db", "database"), parameter(url, "schema"));
  }
  const namespace = `${scheme}://${server(authority, rule)}`;
  const [first, second] = path.split("/");
  // In DB2, a colon precedes the parameters.
  const database =
    parameter(url, "databasename", "database", "catalog") ??
    (scheme === "db2" ? first?.split(":")[0] : first);
  const schema = scheme === "trino" ? second : parameter(url, "currentschema", "schema");
  return found(namespace, scheme === "clickhouse" && !database ? "default" : database, schema);
}

function found(namespace: string, database?: string, schema?: string): Found {
  return {
    namespace,
    ...(database && { database: [database] }),
    ...(schema && { schema: [schema] }),
  };
}

/** Host and port, with the host in lower case and the default port of the system if the URL has none. */
function server(authority: string, { port }: ConnectionRule): string {
  const host = authority.toLowerCase().replace(/\\.*/s, "");
  return /:\d+$/.test(host) || port === undefined ? host : `${host}:${port}`;
}

function oracle(url: string, rule: ConnectionRule): Found | undefined {
  const [, host, service] = /@(?:\/\/)?([\w.-]+(?::\d+)?)(?:[/:]([\w.$-]+))?/.exec(url) ??
    /thin:(?:\/\/)?([\w.-]+(?::\d+)?)(?:[/:]([\w.$-]+))?/.exec(url) ?? [undefined, undefined, undefined];
  return host === undefined ? undefined : found(`oracle://${server(host, rule)}`, service);
}

/** The file of DuckDB, SQLite and Access. Only a file with an absolute path outlives the task. */
function fileDatabase(url: string, scheme: string): Found {
  const path = url.replace(/^jdbc:(?:duckdb|sqlite|ucanaccess):(?:\/\/(?=\/))?/i, "").replace(/[?;].*/s, "");
  if (scheme === "duckdb" && path.startsWith("md:")) return found("motherduck", path.slice(3) || undefined);
  if (!path.startsWith("/")) return { namespace: scheme, local: true };
  return { namespace: `${scheme}://${path}` };
}
