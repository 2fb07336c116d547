import type { CatalogueEntry, ConnectionRule } from "./entry.ts";

const CONNECTION: ConnectionRule = {
  scheme: "snowflake",
  url: "{url}",
  levels: 3,
  database: "{database}",
  schema: "{schema}",
};

/** Stages are separate assets: `@db.schema.stage/path`. */
export const SNOWFLAKE_STAGES: readonly CatalogueEntry[] = [
  {
    types: ["jdbc.snowflake.Upload"],
    system: "snowflake",
    connection: CONNECTION,
    dialect: "snowflake",
    writes: [{ table: "{stageName}[/{prefix}]/{fileName}", kind: "file" }],
  },
  {
    types: ["jdbc.snowflake.Download"],
    system: "snowflake",
    connection: CONNECTION,
    dialect: "snowflake",
    reads: [{ table: "{stageName}/{fileName}", kind: "file" }],
  },
];
