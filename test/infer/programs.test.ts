import { describe, expect, test } from "vitest";
import { flowOf, inferText } from "./inferred.ts";

/** The gaps of one task, as `line: message`. */
function gapsOf(type: string, properties: string): string[] {
  const task = `- id: t\n  type: io.kestra.plugin.${type}\n${properties.replace(/^/gm, "  ")}`;
  return inferText(flowOf(task)).flows.flatMap(({ gaps }) =>
    gaps.map(({ place, message }) => `${place.line}: ${message}`),
  );
}

function gapsOfScript(type: string, script: string): string[] {
  return gapsOf(type, `script: |\n${script.trim().replace(/^/gm, "  ")}`);
}

describe("a script that connects to a data system", () => {
  test.each([
    ["scripts.python.Script", "import psycopg2", "psycopg2"],
    ["scripts.python.Script", "import os, psycopg2 as pg", "psycopg2"],
    ["scripts.python.Script", "import os; import psycopg2.extras", "psycopg2"],
    ["scripts.python.Script", "from sqlalchemy import create_engine, text", "sqlalchemy"],
    ["scripts.python.Script", "from google.cloud import secretmanager, bigquery", "google.cloud.bigquery"],
    ["scripts.python.Script", "import snowflake.connector", "snowflake.connector"],
    ["scripts.python.Script", 'import boto3\nboto3.client("s3").upload_file(a, b, c)', "boto3"],
    ["scripts.python.Script", 'import pandas as pd\npd.read_sql("SELECT 1", con)', "SQL"],
    ["scripts.python.Script", 'cursor.execute("INSERT INTO orders VALUES (1)")', "SQL"],
    ["scripts.python.Script", 'cur.execute(\n    """\n    SELECT *\n    FROM orders\n    """)', "SQL"],
    ["scripts.python.Script", 'conn.execute(text(f"DELETE FROM {table}"))', "SQL"],
    ["scripts.python.Script", 'pd.read_parquet("s3://lake/raw/orders.parquet")', "s3://"],
    ["scripts.python.Script", "df.to_parquet(f'gs://{bucket}/orders.parquet')", "gs://"],
    ["scripts.python.Script", 'spark.sql("INSERT INTO a SELECT * FROM b")', "Spark and SQL"],
    ["scripts.python.Script", "df.write.saveAsTable(name)", "Spark"],
    ["scripts.python.Script", 'con = duckdb.connect("md:sales")', "MotherDuck"],
    ["scripts.python.Script", "import requests\nrequests.get(url)", "HTTP"],
    ["scripts.python.Script", 'pd.read_csv("https://data.example/a.csv")', "HTTP"],
    ["scripts.node.Script", 'const { Client } = require("pg");', "pg"],
    ["scripts.node.Script", 'import mysql from "mysql2/promise";', "mysql2"],
    ["scripts.node.Script", 'import { S3Client } from "@aws-sdk/client-s3";', "@aws-sdk/client-s3"],
    ["scripts.bun.Script", 'const response = await fetch("https://api.example/users");', "HTTP"],
    ["scripts.deno.Script", 'import postgres from "npm:postgres";', "postgres"],
    ["scripts.r.Script", "library(DBI)", "DBI"],
    ["scripts.ruby.Script", "require 'pg'", "pg"],
    ["scripts.julia.Script", "using DataFrames, LibPQ", "LibPQ"],
    ["scripts.go.Script", 'import (\n  "os"\n  _ "github.com/lib/pq"\n)', "github.com/lib/pq"],
    ["scripts.php.Script", "<?php\n$db = new PDO($dsn);", "new PDO"],
    ["scripts.perl.Script", "use DBI;", "DBI"],
    ["scripts.dotnet.Script", '#r "nuget: Npgsql, 8.0.3"', "Npgsql"],
    ["scripts.jbang.Script", "//DEPS org.postgresql:postgresql:42.7.4", "org.postgresql"],
    ["scripts.groovy.Eval", "import groovy.sql.Sql", "groovy.sql"],
    ["scripts.jython.Eval", "from java.sql import DriverManager", "java.sql"],
    ["scripts.nashorn.Eval", 'var url = "jdbc:postgresql://dwh/shop";', "JDBC"],
    ["scripts.powershell.Script", 'Invoke-Sqlcmd -Query "SELECT 1"', "Invoke-Sqlcmd"],
    ["graalvm.python.Eval", "import pymongo", "pymongo"],
  ])("given %s %j, when its data access is inferred, then it is unknown", (type, script, names) => {
    const [gap] = gapsOfScript(type, script);
    expect(gap?.replace(/^\d+: /, "")).toBe(`unknown data access: the script uses ${names}`);
  });

  test("given several signs, then the gap lists them in order, at the line of the first", () => {
    const script = [
      "# import redis",
      "import json",
      "from sqlalchemy import create_engine",
      "import boto3",
      's3 = boto3.client("s3")',
      "import pymongo",
      "import kafka",
    ].join("\n");
    expect(gapsOfScript("scripts.python.Script", script)).toEqual([
      "9: unknown data access: the script uses sqlalchemy, boto3, pymongo and others",
    ]);
  });

  test.each([
    ["scripts.python.Script", 'print("Hello")'],
    ["scripts.python.Script", "# import psycopg2\nprint(1)"],
    ["scripts.python.Script", 'import pandas as pd\npd.read_csv("orders.csv").to_parquet("orders.parquet")'],
    ["scripts.python.Script", "import pandas as pd\npd.read_csv('{{ outputs.download.uri }}')"],
    ["scripts.python.Script", "import duckdb\nduckdb.sql(\"SELECT * FROM 'orders.csv'\").df()"],
    ["scripts.python.Script", 'import sqlite3\ncur.execute("CREATE TABLE a (b)")'],
    ["scripts.python.Script", 'import boto3\nboto3.client("ec2").start_instances(InstanceIds=ids)'],
    ["scripts.python.Script", "import requests\nrequests.post(hook, json=message)"],
    ["scripts.python.Script", "from google.cloud import secretmanager"],
    ["scripts.python.Script", 'print("uploaded to s3://lake/orders")'],
    ["scripts.python.Script", "from kestra import Kestra\nKestra.outputs({'rows': 1})"],
    ["scripts.node.Script", 'fetch(hook, { method: "POST", body })'],
    ["scripts.node.Script", 'const fs = require("fs");\nfs.writeFileSync("a.csv", rows);'],
    ["scripts.r.Script", 'library(arrow)\nwrite_parquet(df, "women.parquet")'],
    ["scripts.go.Script", 'import (\n  "encoding/csv"\n)'],
    ["scripts.groovy.Eval", "runContext.storage().getFile(uri)"],
  ])("given %s %j, when its data access is inferred, then there is none", (type, script) => {
    expect(gapsOfScript(type, script)).toEqual([]);
  });

  test("given a declaration, then there is no gap", () => {
    const assets = "assets:\n  outputs:\n    - id: orders\nscript: import psycopg2";
    expect(gapsOf("scripts.python.Script", assets)).toEqual([]);
  });
});

describe("commands with unknown data access", () => {
  test.each([
    ["PGPASSWORD=secret psql -h dwh -c 'SELECT 1'", "psql"],
    ["/usr/bin/mysqldump shop > shop.sql", "mysqldump"],
    ["dbt --no-use-colors build", "dbt build"],
    ["aws --region eu-west-1 dynamodb put-item --table-name orders", "aws dynamodb"],
    ["bq query 'SELECT 1'", "bq query"],
    ["curl -sSL -o orders.csv https://api.example/orders", "curl"],
    ["curl -u alice:secret https://api.example/orders > orders.json", "curl"],
    ["wget https://data.example/orders.csv", "wget"],
    ["wget -O orders.csv https://data.example/export", "wget"],
    ["kafka-console-producer.sh --topic orders", "kafka-console-producer"],
    ['python -c "import psycopg2; psycopg2.connect(dsn)"', "psycopg2"],
    ["python - <<EOF\nfrom sqlalchemy import text\nEOF", "sqlalchemy"],
  ])("given %j, then it is a gap", (command, names) => {
    expect(gapsOf("scripts.shell.Commands", `commands:\n  - ${JSON.stringify(command)}`)).toEqual([
      `7: unknown data access: the commands use ${names}`,
    ]);
  });

  test.each([
    "echo psql",
    "dbt deps",
    "aws sts get-caller-identity",
    "curl -X POST https://hooks.example/done",
    "curl -LsSf https://get.example/install.sh | sh",
    "curl -s -o /dev/null https://app.example/health",
    "wget -qO- https://get.example/install | sh",
    "python main.py",
  ])("given %j, then there is none", (command) => {
    expect(gapsOf("scripts.shell.Commands", `commands:\n  - ${JSON.stringify(command)}`)).toEqual([]);
  });

  test("given a program in the inputFiles of a working directory, then the command that names it has the gap", () => {
    const flow = `- id: w
  type: io.kestra.plugin.core.flow.WorkingDirectory
  inputFiles:
    main.py: import redis
    other.py: import pymongo
  tasks:
    - {id: run, type: io.kestra.plugin.scripts.python.Commands, commands: [python main.py]}
    - {id: log, type: io.kestra.plugin.scripts.python.Commands, commands: [echo done]}`;
    const gaps = inferText(flowOf(flow)).flows.flatMap((inferred) => inferred.gaps);
    expect(gaps.map(({ task, message }) => `${task}: ${message}`)).toEqual([
      "run: unknown data access: the file main.py uses redis",
    ]);
  });

  test("given a program in inputFiles, then its data access is unknown, at its line", () => {
    const properties =
      "commands: [python main.py]\ninputFiles:\n  data.json: '{}'\n  main.py: |\n    import json\n    import psycopg2";
    expect(gapsOf("scripts.python.Commands", properties)).toEqual([
      "11: unknown data access: the file main.py uses psycopg2",
    ]);
  });
});
