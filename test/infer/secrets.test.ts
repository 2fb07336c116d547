import { expect, test } from "vitest";
import { flowOf, inferText } from "./inferred.ts";

const SECRETS = ["s3cr3t", "t0ken", "hunter2", "sig%3D", "tiger"];

test("given secrets in URLs, SQL and commands, when inferred, then no inferred text contains them", () => {
  const parts = inferText(
    flowOf(`
- {id: a, type: io.kestra.plugin.jdbc.postgresql.Query, url: 'jdbc:postgresql://u:s3cr3t@db/d?password=hunter2', sql: SELECT * FROM t}
- {id: b, type: io.kestra.plugin.jdbc.duckdb.Query, url: 'jdbc:duckdb:md:lake?motherduck_token=t0ken', sql: SELECT * FROM t}
- {id: c, type: io.kestra.plugin.core.http.Download, uri: 'https://u:hunter2@a.example/x.csv?token=t0ken'}
- {id: d, type: io.kestra.plugin.jdbc.oracle.Query, url: 'jdbc:oracle:thin:scott/tiger@db:1521/XE', sql: SELECT * FROM t}
- id: e
  type: io.kestra.plugin.jdbc.snowflake.Query
  url: jdbc:snowflake://acct.snowflakecomputing.com
  sql: COPY INTO t FROM 's3://b/x?sig=sig%3D' CREDENTIALS = (AWS_KEY_ID = 'k' AWS_SECRET_KEY = 's3cr3t')
- id: f
  type: io.kestra.plugin.scripts.shell.Commands
  commands:
    - AWS_SECRET_ACCESS_KEY=s3cr3t aws s3 cp s3://b/x s3://c/y
    - az storage blob upload --account-name acct --account-key s3cr3t --container-name c --name n --file f
- {id: g, type: io.kestra.plugin.kafka.Produce, topic: t, properties: {bootstrap.servers: 'k:9092', sasl.jaas.config: 'password=hunter2'}}`),
  );
  const tasks = new Set(parts.flows.flatMap(({ bundles }) => bundles.map(({ task }) => task)));
  expect([...tasks]).toEqual(["a", "b", "c", "d", "e", "f", "g"]);
  const output = JSON.stringify(parts);
  for (const secret of SECRETS) expect(output).not.toContain(secret);
});
