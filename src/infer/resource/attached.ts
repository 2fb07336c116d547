import { type Connection, resolveConnection, unknownNamespace } from "./connection.ts";
import { isConstant, patternText, type Text } from "./text.ts";

const SERVERS: Readonly<
  Record<string, { readonly scheme: string; readonly port: number; readonly levels: number }>
> = {
  postgres: { scheme: "postgres", port: 5432, levels: 3 },
  mysql: { scheme: "mysql", port: 3306, levels: 2 },
};

const FILES = new Set(["duckdb", "sqlite"]);

/**
 * The database that DuckDB or SQLite attaches.
 *
 * @param target `md:sales`, a file, a URL, or pairs such as `host=dwh dbname=shop`
 * @param type of the option TYPE, or else the system that attaches the database
 * @param flow in the name of an unknown server
 */
export function attachedConnection(target: Text, type: string, flow: string): Connection {
  const text = patternText(target).trim();
  const [, prefix = "", rest = text] =
    /^(md|postgres|mysql|sqlite|duckdb|ducklake):(?!\/\/)(.*)$/s.exec(text) ?? [];
  if (prefix === "md") return motherDuck(rest.replace(/\?.*/s, ""));
  const kind = prefix || (/^(postgres|mysql)(?:ql)?:\/\//.exec(text)?.[1] ?? type);
  const server = Object.hasOwn(SERVERS, kind) ? SERVERS[kind] : undefined;
  if (server !== undefined) {
    const url = isConstant(target) ? jdbcUrl(rest) : undefined;
    const texts = { namespace: undefined, database: undefined, schema: undefined, file: false, flow };
    const found = resolveConnection(
      { ...server, url: "{url}" },
      { ...texts, url: url === undefined ? target : [url] },
    );
    return { ...found, system: server.scheme };
  }
  const isFile = FILES.has(kind) && isConstant(target) && !/^[a-z0-9]+:\/\//i.test(rest);
  if (!isFile)
    return { namespace: unknownNamespace(kind, target, flow), system: kind, levels: 3, local: false };
  // Only a file with an absolute path outlives the task.
  if (!rest.startsWith("/")) return { namespace: kind, levels: 3, local: true };
  return { namespace: `${kind}://${rest}`, system: kind, levels: 3, local: false };
}

export function motherDuck(database: string): Connection {
  return {
    namespace: "motherduck",
    levels: 3,
    local: false,
    ...(database !== "" && { database: [database] }),
  };
}

/** The name of a database that is attached without one: `md:sales`, `/data/sales.duckdb`. */
export function attachedName(target: Text): string {
  const path = patternText(target).replace(/^\w+:|\?.*/gs, "");
  return path.slice(path.lastIndexOf("/") + 1).replace(/\..*/s, "");
}

/** Undefined without a host. */
function jdbcUrl(text: string): string | undefined {
  if (text.includes("://")) return `jdbc:${text}`;
  const pairs = new Map(
    [...text.matchAll(/\b(host|hostaddr|port|dbname|database|db)\s*=\s*(?:'([^']*)'|(\S+))/g)].map(
      ([, key = "", quoted, plain]) => [key, quoted ?? plain ?? ""],
    ),
  );
  const host = pairs.get("host") ?? pairs.get("hostaddr");
  if (host === undefined || host === "") return undefined;
  const port = pairs.has("port") ? `:${pairs.get("port")}` : "";
  return `jdbc:x://${host}${port}/${pairs.get("dbname") ?? pairs.get("database") ?? pairs.get("db") ?? ""}`;
}
