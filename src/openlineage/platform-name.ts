import type { Asset } from "../model/model.ts";
import type { DatasetName } from "./event.ts";
import { knownText } from "./mappings.ts";

type Read = (...keys: readonly string[]) => string | undefined;

/**
 * The name of a dataset in other OpenLineage producers, if the metadata of the asset contains all its parts; otherwise
 * undefined. Only the default port of a system is assumed. Source: OpenLineage naming conventions
 * (website/docs/spec/naming.md).
 */
export function platformName(asset: Asset): DatasetName | undefined {
  const read: Read = (...keys) => {
    for (const key of keys) {
      const value = Object.hasOwn(asset.metadata, key) ? knownText(asset.metadata[key]) : undefined;
      if (value !== undefined) return value;
    }
    return undefined;
  };
  return fromPath(read) ?? fromTable(read, asset.id);
}

function fromTable(read: Read, id: string): DatasetName | undefined {
  const system = read("system")?.toLowerCase();
  const rule = system !== undefined && Object.hasOwn(SYSTEMS, system) ? SYSTEMS[system] : undefined;
  const table = read("table", "name") ?? id.slice(id.lastIndexOf(".") + 1);
  return rule?.(read, table);
}

type Rule = (read: Read, table: string) => DatasetName | undefined;

/** `scheme://host:port` and `database.schema.table`, or without the schema where the system has none. */
function server(scheme: string, port: number, withSchema: boolean): Rule {
  return (read, table) => {
    const host = read("host", "address");
    const database = read("database");
    const schema = read("schema");
    if (host === undefined || database === undefined || (withSchema && schema === undefined))
      return undefined;
    const address = /:\d+$/.test(host) ? host : `${host}:${read("port") ?? port}`;
    return named(`${scheme}://${address}`, withSchema ? [database, schema, table] : [database, table]);
  };
}

const postgres = server("postgres", 5432, true);
const sqlServer = server("mssql", 1433, true);

const SYSTEMS: Readonly<Record<string, Rule>> = {
  postgres,
  postgresql: postgres,
  mysql: server("mysql", 3306, false),
  mssql: sqlServer,
  sqlserver: sqlServer,
  oracle: server("oracle", 1521, true),
  redshift: server("redshift", 5439, true),
  trino: (read, table) => {
    const host = read("host", "address");
    const address = host === undefined || /:\d+$/.test(host) ? host : `${host}:${read("port") ?? 8080}`;
    return address === undefined
      ? undefined
      : named(`trino://${address}`, [read("catalog", "database"), read("schema"), table]);
  },
  snowflake: (read, table) => {
    const account = read("account");
    return account === undefined
      ? undefined
      : named(`snowflake://${account}`, [read("database"), read("schema"), table]);
  },
  bigquery: (read, table) =>
    named("bigquery", [read("project", "projectId", "database"), read("dataset", "schema"), table]),
  databricks: (read, table) => {
    const host = read("host", "address");
    return host === undefined
      ? undefined
      : named(`unitycatalog://${host}`, [read("catalog", "database"), read("schema"), table]);
  },
  kafka: (read) => {
    const servers = read("bootstrap", "host", "address");
    const topic = read("topic");
    if (servers === undefined || topic === undefined) return undefined;
    const [first = ""] = servers.split(",");
    return { namespace: `kafka://${/:\d+$/.test(first) ? first : `${first}:9092`}`, name: topic };
  },
} as Readonly<Record<string, Rule>>;

/** Objects in a store, from a URI in the metadata, or from bucket and path. */
function fromPath(read: Read): DatasetName | undefined {
  const uri = read("uri", "location", "path");
  const [, scheme, bucket, key] =
    /^(s3a?|gs|gcs|abfss?|wasbs?|hdfs):\/\/([^/]+)\/(.+)$/.exec(uri ?? "") ?? [];
  if (scheme !== undefined && bucket !== undefined && key !== undefined) {
    return { namespace: `${SCHEMES[scheme] ?? scheme}://${bucket}`, name: key };
  }
  const system = read("system")?.toLowerCase();
  const named = read("bucket");
  const path = read("path", "key");
  if (system === undefined || named === undefined || path === undefined) return undefined;
  const store = Object.hasOwn(SCHEMES, system) ? SCHEMES[system] : undefined;
  return store === undefined
    ? undefined
    : { namespace: `${store}://${named}`, name: path.replace(/^\/+/, "") };
}

const SCHEMES: Readonly<Record<string, string>> = { s3: "s3", s3a: "s3", gs: "gs", gcs: "gs" };

function named(namespace: string, parts: readonly (string | undefined)[]): DatasetName | undefined {
  return parts.includes(undefined) ? undefined : { namespace, name: parts.join(".") };
}
