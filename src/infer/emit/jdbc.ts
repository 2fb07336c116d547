import type { YamlScalar } from "../../flows/yaml-node.ts";
import type { Json } from "../../util/json.ts";
import type { CatalogueEntry } from "../catalogue/entry.ts";
import { joinText, patternText, type Text } from "../resource/text.ts";
import { findDialect, splitStatements } from "../sql/index.ts";
import { findProperty, type Properties } from "../task/properties.ts";
import { taskConnection } from "../task/task-connection.ts";
import { createdTable } from "./created-table.ts";
import { type EmittedAsset, NO_EMISSION, type PluginEmission } from "./emission.ts";
import { jdbcSystem } from "./jdbc-systems.ts";

const JDBC = /^io\.kestra\.plugin\.jdbc\.(\w+)\.(Query|Queries)$/;

export function isJdbcQuery(type: string): boolean {
  return JDBC.test(type);
}

/**
 * The tables that a Query or Queries task of JDBC creates, as `<database>.<table>`. Source: `upsertAsset` of Kestra's
 * JDBC plugin.
 */
export function jdbcEmission(
  type: string,
  { connection: rule, dialect: name }: CatalogueEntry,
  properties: Properties,
  flow: string,
): PluginEmission {
  const [, plugin = "", task] = JDBC.exec(type) ?? [];
  const sql = findProperty(properties.node, "sql");
  const dialect = name === undefined ? undefined : findDialect(name);
  if (sql === undefined || rule === undefined || dialect === undefined) return NO_EMISSION;
  const text = sql.kind === "scalar" ? properties.render(sql)?.text : undefined;
  if (sql.kind !== "scalar" || text === undefined) return { bundles: [], unknown: "the SQL text is unknown" };
  const { product, database: databaseOf, sendsWhole } = jdbcSystem(plugin);
  const scalars: YamlScalar[] = [];
  const connection = taskConnection(rule, properties, flow, scalars);
  const url = renderedText(properties, "url");
  const database = databaseOf(connection, url) ?? [{ hole: "the current database" }];
  const isWhole =
    task === "Query" ||
    (sendsWhole !== undefined &&
      isTransaction(properties) &&
      (sendsWhole === "transaction" || /[?&;]allowMultiQueries=true\b/i.test(patternText(url ?? []))));
  const outputs: EmittedAsset[] = [];
  for (const statement of isWhole ? [text] : splitStatements(text, dialect)) {
    const created = createdTable(statement);
    if (created === undefined) continue;
    if (created === "unknown") return { bundles: [], unknown: "an expression decides what is created" };
    const metadata: Record<string, Json> = {
      ...(product !== undefined && { system: product }),
      database: patternText(database),
      name: patternText(created.name),
    };
    outputs.push({
      id: joinText(database, ".", created.name),
      claim: { type: "io.kestra.plugin.ee.assets.Table", metadata: withoutPatterns(metadata) },
      scalar: sql,
      evidence: created.words,
      dependsOn: [...new Set([sql, ...scalars].flatMap((scalar) => properties.choicesOf(scalar)))],
    });
  }
  return { bundles: outputs.map((output) => ({ inputs: [], outputs: [output] })) };
}

function renderedText(properties: Properties, path: string): Text | undefined {
  const node = findProperty(properties.node, path);
  return node?.kind === "scalar" ? properties.render(node)?.text : undefined;
}

/** True unless the property is false. */
function isTransaction(properties: Properties): boolean {
  return patternText(renderedText(properties, "transaction") ?? []).toLowerCase() !== "false";
}

function withoutPatterns(metadata: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> {
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => !String(value).includes("*")));
}
