import { afterAll, expect, test } from "vitest";
import { newPlace } from "../commands/program.ts";
import { bundlesOf, flowOf, inferText } from "./inferred.ts";

/** Secrets in URLs, connection strings, SQL and commands. Each secret is `s3cr3t` with a number. */
const FLOW = flowOf(`
- {id: a, type: io.kestra.plugin.jdbc.postgresql.Query, url: 'jdbc:postgresql://u:s3cr3t01@db/d?user=u&password=s3cr3t02&sslmode=require', sql: INSERT INTO t1 SELECT * FROM t}
- {id: b, type: io.kestra.plugin.jdbc.duckdb.Query, url: 'jdbc:duckdb:md:lake?motherduck_token=s3cr3t03', sql: INSERT INTO t2 SELECT * FROM t}
- {id: c, type: io.kestra.plugin.core.http.Download, uri: 'https://u:s3cr3t04@a.example/x.csv?token=s3cr3t05&sig=s3cr3t06'}
- {id: d, type: io.kestra.plugin.jdbc.oracle.Query, url: 'jdbc:oracle:thin:scott/s3cr3t07@db:1521/XE', sql: INSERT INTO t3 SELECT * FROM t}
- id: e
  type: io.kestra.plugin.jdbc.snowflake.Query
  url: jdbc:snowflake://acct.snowflakecomputing.com?user=u&password=s3cr3t08&db=lake
  sql: |
    COPY INTO t4 FROM 's3://b/x?sig=s3cr3t09' CREDENTIALS = (AWS_KEY_ID = 's3cr3t10' AWS_SECRET_KEY = 's3cr3t11');
    COPY INTO 'azure://acct.blob.core.windows.net/c/p' FROM t4 CREDENTIALS = (AZURE_SAS_TOKEN = '?sv=1&sig=s3cr3t12');
    CREATE STAGE st URL = 's3://b/y' CREDENTIALS = (AWS_KEY_ID = 's3cr3t13');
    CREATE USER u PASSWORD = 's3cr3t14'; ALTER USER u SET PASSWORD = 's3cr3t15'
- {id: f, type: io.kestra.plugin.jdbc.mysql.Query, url: 'jdbc:mysql://u:s3cr3t16@db/d', sql: "CREATE USER x IDENTIFIED BY 's3cr3t17'; GRANT ALL ON d.t5 TO x IDENTIFIED BY 's3cr3t18'; INSERT INTO t5 SELECT 1 FROM t6"}
- {id: g, type: io.kestra.plugin.jdbc.sqlserver.Query, url: 'jdbc:sqlserver://db:1433;databaseName=d;user=sa;password=s3cr3t19;', sql: "SELECT * INTO t7 FROM OPENROWSET('SQLNCLI', 'Server=x;Uid=sa;Pwd=s3cr3t20', 'SELECT * FROM t8')"}
- id: h
  type: io.kestra.plugin.scripts.shell.Commands
  commands:
    - AWS_SECRET_ACCESS_KEY=s3cr3t21 aws s3 cp s3://b/x s3://c/y
    - az storage blob upload --account-name acct --account-key s3cr3t22 --container-name c --name n --file f
    - az storage blob upload --connection-string 'DefaultEndpointsProtocol=https;AccountName=acct;AccountKey=s3cr3t23' --container-name c --name m --file f
    - curl -u u:s3cr3t24 https://x.example/y | aws s3 cp - 's3://b/z?sig=s3cr3t25'
    - az storage blob upload --blob-url 'https://acct.blob.core.windows.net/c/x?sv=1&sig=s3cr3t26' --file f
- {id: i, type: io.kestra.plugin.kafka.Produce, topic: t, properties: {bootstrap.servers: 'k:9092', sasl.jaas.config: 'password=s3cr3t27'}}
- {id: j, type: io.kestra.plugin.azure.storage.blob.Upload, connectionString: 'DefaultEndpointsProtocol=https;AccountName=acct;AccountKey=s3cr3t28', endpoint: 'https://acct.blob.core.windows.net?sig=s3cr3t29', container: c, name: n, from: '{{ outputs.c.uri }}'}
- {id: k, type: io.kestra.plugin.fs.sftp.Upload, host: sftp.example, password: s3cr3t30, from: '{{ outputs.c.uri }}', to: 'sftp://u:s3cr3t31@sftp.example/up/x.csv'}
- {id: l, type: io.kestra.plugin.mongodb.Find, connection: {uri: 'mongodb://u:s3cr3t32@m.example:27017/?authSource=admin'}, database: d, collection: c}
- {id: m, type: io.kestra.plugin.jdbc.clickhouse.Query, url: 'jdbc:clickhouse://ch:8123/d?password=s3cr3t33', sql: "INSERT INTO t9 SELECT * FROM s3('https://b.s3.amazonaws.com/x.csv', 's3cr3t34', 's3cr3t35', 'CSV'); INSERT INTO t10 SELECT * FROM remote('h:9000', 'db.t', 'u', 's3cr3t36'); INSERT INTO t11 SELECT * FROM postgresql('h:5432', 'db', 'tab', 'u', 's3cr3t37')"}
- {id: n, type: io.kestra.plugin.jdbc.redshift.Query, url: 'jdbc:redshift://rs:5439/d', sql: "COPY t12 FROM 's3://b/k' CREDENTIALS 'aws_access_key_id=s3cr3t38;aws_secret_access_key=s3cr3t39'; UNLOAD ('SELECT * FROM t12') TO 's3://b/out' ACCESS_KEY_ID 's3cr3t40' SECRET_ACCESS_KEY 's3cr3t41'"}
- {id: o, type: io.kestra.plugin.jdbc.duckdb.Query, sql: "ATTACH 'postgres://u:s3cr3t42@h/db' AS pg; ATTACH 'host=h user=u password=s3cr3t43' AS p2 (TYPE postgres); CREATE SECRET x (TYPE s3, KEY_ID 's3cr3t44', SECRET 's3cr3t45'); COPY (SELECT * FROM pg.public.t13) TO 's3://b/o.parquet'; CREATE TABLE p2.t AS SELECT * FROM read_csv('https://u:s3cr3t46@h.example/a.csv?X-Amz-Signature=s3cr3t47')"}
- {id: p, type: io.kestra.plugin.jdbc.postgresql.Query, url: 'jdbc:postgresql://db/d', sql: "CREATE ROLE r LOGIN PASSWORD 's3cr3t48'; SELECT * FROM dblink('host=h password=s3cr3t49', 'SELECT * FROM t14') AS x(i int); CREATE SUBSCRIPTION s CONNECTION 'password=s3cr3t50' PUBLICATION p; CALL proc('s3cr3t51')"}
- {id: q, type: io.kestra.plugin.gcp.gcs.Copy, from: 'gs://a/x?access_token=s3cr3t52', to: 'gs://b/y?x=s3cr3t53'}
- {id: r, type: io.kestra.plugin.aws.sqs.Publish, queueUrl: 'https://u:s3cr3t54@sqs.eu-west-1.amazonaws.com/1/q?Signature=s3cr3t55', from: '{{ outputs.c.uri }}'}
- {id: s, type: io.kestra.plugin.elasticsearch.Put, connection: {hosts: ['https://u:s3cr3t56@es.example:9200']}, index: ix, value: x}
- {id: t, type: io.kestra.plugin.amqp.Publish, url: 'amqp://u:s3cr3t57@mq.example:5672/v', exchange: e, from: x}
`);

const SECRET = /s3cr3t\d*/g;

const place = newPlace();
place.write("flows/leaky.yaml", FLOW);
afterAll(place.end);

test("given secrets in URLs, connection strings, SQL and commands, when inferred, then what stands beside them is found", () => {
  const tasks = new Set(bundlesOf(inferText(FLOW)).map(({ task }) => task));
  expect([...tasks].sort().join("")).toBe("abcdefghijklmnoqrst");
  expect(new Set(FLOW.match(SECRET)).size).toBe(57);
});

test("given secrets in URLs, connection strings, SQL and commands, when inferred, then none is in the result", () => {
  expect(JSON.stringify(inferText(FLOW)).match(SECRET)).toBeNull();
});

test.each([
  ["scan", "flows"],
  ["coverage", "--format", "json"],
  ["list"],
  ["list", "--format", "json"],
  ["show", "d.t5"],
  ["show", "--format", "json", "sftp://sftp.example/up/x.csv"],
  ["lineage", "d.t5"],
  ["impact", "--format", "json", "https://a.example/x.csv"],
  ...["json", "ndjson", "csv", "dot", "mermaid", "graphml", "openlineage"].map((format) => [
    "export",
    "--format",
    format,
  ]),
])("given those secrets, when the command is `assets %s %s %s`, then none is in its output", (...args) => {
  place.write("assets.config.yaml", "paths: [flows]\n");
  const { stdout, stderr, code } = place.assets(...args);
  expect(code).toBe(0);
  expect(stdout.length).toBeGreaterThan(100);
  expect(`${stdout}${stderr}`.match(SECRET)).toBeNull();
});
