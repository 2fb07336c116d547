/** SQL dialects whose plugin has another name. */
const NAMES: Readonly<Record<string, string>> = { postgresql: "postgres", sqlserver: "tsql" };

/** The SQL dialect of a task type: `io.kestra.plugin.jdbc.duckdb.Query` is duckdb. */
export function sqlDialect(taskType: string): string | undefined {
  const [, plugin] = /^io\.kestra\.plugin\.(?:jdbc|gcp|surrealdb|aws)\.([a-z0-9]+)\./.exec(taskType) ?? [];
  return plugin === undefined ? undefined : (NAMES[plugin] ?? plugin);
}
