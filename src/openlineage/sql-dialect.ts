/** Names of SQL dialects where the plugin has another. */
const NAMES: Readonly<Record<string, string>> = { postgresql: "postgres", sqlserver: "tsql" };

/** The SQL dialect that a task type speaks: `io.kestra.plugin.jdbc.duckdb.Query` speaks duckdb. */
export function sqlDialect(taskType: string): string | undefined {
  const [, plugin] = /^io\.kestra\.plugin\.(?:jdbc|gcp|surrealdb|aws)\.([a-z0-9]+)\./.exec(taskType) ?? [];
  return plugin === undefined ? undefined : (NAMES[plugin] ?? plugin);
}
