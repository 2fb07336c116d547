/**
 * Signs of data access in programs. Modules that can work on local files alone, such as pandas and DuckDB, are not
 * listed: their calls are.
 */
export interface ProgramLanguage {
  /** Its name in task types: `scripts.<name>.Script`. */
  readonly names: readonly string[];
  readonly endings: readonly string[];
  /** An import; its group is the module, or several after commas. */
  readonly imports: RegExp;
  /** Each stands for the modules inside it too. */
  readonly modules: readonly string[];
}

/** Names between commas. */
function list(names: string): readonly string[] {
  return names.trim().split(/,\s+/);
}

const JVM_MODULES = list(`
  java.sql, javax.sql, groovy.sql, org.jooq, org.hibernate, org.apache.spark, org.apache.kafka,
  org.apache.hadoop, com.mongodb, org.mongodb, redis.clients, org.postgresql, com.mysql,
  com.microsoft.sqlserver, com.oracle.database, net.snowflake, com.clickhouse, io.trino,
  org.elasticsearch, co.elastic.clients, com.datastax, software.amazon.awssdk.services.s3,
  software.amazon.awssdk.services.dynamodb, com.amazonaws.services.s3, com.google.cloud.storage,
  com.google.cloud.bigquery, com.azure.storage, com.azure.cosmos
`);

export const PROGRAM_LANGUAGES: readonly ProgramLanguage[] = [
  {
    names: ["python", "jython", "Python"],
    endings: ["py"],
    imports: /(?:^|[;"'])[ \t]*(?:from|import)[ \t]+([\w.][\w., \t]*)/gm,
    modules: [
      ...JVM_MODULES,
      ...list(`
      psycopg, psycopg2, psycopg_pool, asyncpg, pg8000, pymysql, MySQLdb, mysql.connector, mariadb,
      cx_Oracle, oracledb, pyodbc, pymssql, ibm_db, hdbcli, vertica_python, jaydebeapi, sqlalchemy,
      sqlmodel, peewee, connectorx, turbodbc, ibis, snowflake.connector, snowflake.snowpark,
      snowflake.sqlalchemy, redshift_connector, pyathena, clickhouse_connect, clickhouse_driver, trino,
      prestodb, pyhive, impala, pydruid, pinotdb, databricks.sql, databricks.connect, deltalake,
      pyiceberg, awswrangler, pandas_gbq, google.cloud.bigquery, google.cloud.bigquery_storage,
      google.cloud.storage, google.cloud.firestore, google.cloud.bigtable, google.cloud.spanner,
      google.cloud.pubsub_v1, google.cloud.pubsub, s3fs, gcsfs, adlfs, aioboto3, minio, azure.storage,
      azure.cosmos, azure.data, azure.eventhub, azure.servicebus, hdfs, pymongo, motor, redis,
      elasticsearch, opensearchpy, cassandra, influxdb, influxdb_client, neo4j, couchbase, arango,
      pyarrow.flight, qdrant_client, pinecone, weaviate, pymilvus, kafka, confluent_kafka, aiokafka, pika,
      pulsar, nats, dlt, gspread, simple_salesforce, pysftp, ftplib, smbclient, wget
    `),
    ],
  },
  {
    names: ["node", "bun", "deno", "nashorn", "js", "Node"],
    endings: ["js", "mjs", "cjs", "ts", "mts"],
    imports: /(?:\bfrom|\brequire\(|\bimport\(|\bimport)[ \t]*["'`](?:npm:|jsr:)?([^"'`\s]{1,200})["'`]/g,
    modules: list(`
      pg, pg-promise, postgres, mysql, mysql2, mariadb, mssql, tedious, oracledb, ibm_db, snowflake-sdk,
      @google-cloud/bigquery, @google-cloud/storage, @google-cloud/firestore, @google-cloud/spanner,
      @google-cloud/pubsub, @aws-sdk/client-s3, @aws-sdk/lib-storage, @aws-sdk/client-dynamodb,
      @aws-sdk/lib-dynamodb, @aws-sdk/client-athena, @aws-sdk/client-kinesis, @aws-sdk/client-sqs,
      @aws-sdk/client-redshift-data, @azure/storage-blob, @azure/cosmos, @azure/data-tables,
      @azure/event-hubs, @azure/service-bus, minio, mongodb, mongoose, redis, ioredis, knex, sequelize,
      typeorm, @prisma/client, drizzle-orm, @databricks/sql, @clickhouse/client, trino-client,
      @elastic/elasticsearch, @opensearch-project/opensearch, cassandra-driver, neo4j-driver,
      @influxdata/influxdb-client, kafkajs, amqplib, mqtt, nats, ssh2-sftp-client, basic-ftp, googleapis,
      airtable, @supabase/supabase-js
    `),
  },
  {
    names: ["r"],
    endings: ["R", "r"],
    imports: /\b(?:library|require|requireNamespace|loadNamespace)[ \t]*\([ \t]*["']?([\w.]+)/g,
    modules: list(`
      DBI, odbc, RPostgres, RPostgreSQL, RMariaDB, RMySQL, ROracle, RODBC, RJDBC, dbplyr, bigrquery,
      googleCloudStorageR, paws, aws.s3, AzureStor, sparklyr, SparkR, mongolite, redux, RClickhouse,
      noctua, RAthena, googlesheets4, httr, httr2, RCurl, curl, rvest
    `),
  },
  {
    names: ["ruby"],
    endings: ["rb"],
    imports: /\brequire[ \t(]+["']([^"'\s]{1,100})["']/g,
    modules: list(`
      pg, mysql2, tiny_tds, oci8, sequel, active_record, aws-sdk-s3, aws-sdk-dynamodb,
      google/cloud/bigquery, google/cloud/storage, azure/storage, mongo, redis, elasticsearch, kafka,
      rdkafka, bunny, net/sftp, net/ftp, open-uri, httparty, faraday
    `),
  },
  {
    names: ["julia"],
    endings: ["jl"],
    imports: /^[ \t]*(?:using|import)[ \t]+([\w.][\w., \t]*)/gm,
    modules: list(`
      LibPQ, MySQL, ODBC, JDBC, AWSS3, GoogleCloud, Mongoc, Redis, ClickHouse, HTTP
    `),
  },
  {
    names: ["go"],
    endings: ["go"],
    imports: /^[ \t]*(?:import[ \t]+)?(?:[\w.]+[ \t]+)?"([^"\s]{1,200})"[ \t]*$/gm,
    modules: list(`
      database/sql, github.com/jackc/pgx, github.com/lib/pq, github.com/go-sql-driver/mysql, gorm.io,
      github.com/jmoiron/sqlx, github.com/snowflakedb/gosnowflake, github.com/ClickHouse/clickhouse-go,
      cloud.google.com/go/bigquery, cloud.google.com/go/storage, cloud.google.com/go/pubsub,
      github.com/aws/aws-sdk-go/service/s3, github.com/aws/aws-sdk-go-v2/service/s3,
      github.com/aws/aws-sdk-go-v2/service/dynamodb, github.com/minio/minio-go, go.mongodb.org,
      github.com/redis/go-redis, github.com/go-redis, github.com/segmentio/kafka-go,
      github.com/IBM/sarama, github.com/confluentinc/confluent-kafka-go, github.com/elastic,
      github.com/Azure/azure-sdk-for-go/sdk/storage, github.com/pkg/sftp
    `),
  },
  {
    names: ["perl"],
    endings: ["pl"],
    imports: /^[ \t]*(?:use|require)[ \t]+([\w:]+)/gm,
    modules: list(`
      DBI, DBD, MongoDB, Redis, Paws, Net::SFTP, Net::FTP, LWP, HTTP::Tiny
    `),
  },
  {
    names: ["lua"],
    endings: ["lua"],
    imports: /\brequire[ \t(]+["']([^"'\s]{1,100})["']/g,
    modules: list(`
      luasql, pgmoon, mongo, redis, socket.http, ssl.https
    `),
  },
  {
    names: ["dotnet"],
    endings: ["csx", "cs"],
    imports: /^[ \t]*(?:using[ \t]+|#r[ \t]+"nuget:[ \t]*)([\w.]+)/gm,
    modules: list(`
      System.Data.SqlClient, System.Data.Odbc, Microsoft.Data.SqlClient, Microsoft.EntityFrameworkCore,
      Npgsql, MySql, MySqlConnector, Oracle.ManagedDataAccess, Snowflake.Data, Dapper, MongoDB,
      StackExchange.Redis, Amazon.S3, AWSSDK.S3, Amazon.DynamoDBv2, Azure.Storage, Microsoft.Azure.Cosmos,
      Azure.Messaging, Google.Cloud.BigQuery, Google.Cloud.Storage, Confluent.Kafka, Elastic.Clients,
      Renci.SshNet
    `),
  },
  {
    names: ["groovy", "jbang"],
    endings: ["groovy", "java", "kt"],
    imports: /(?:^[ \t]*import[ \t]+(?:static[ \t]+)?|^\/\/[ \t]*DEPS[ \t]+|@Grab\([ \t]*["'])([\w.]+)/gm,
    modules: JVM_MODULES,
  },
];

/** A call or a text that shows data access in any language. */
export interface ProgramCall {
  /** Its name for readers. Absent: the first group of the pattern. */
  readonly sign?: string;
  readonly pattern: RegExp;
  /** Says nothing beside a database in memory or in a local file. */
  readonly mayBeLocal?: true;
}

export const LOCAL_DATABASE = /\b(?:duckdb|sqlite3?|better-sqlite3|RSQLite)\b/i;

export const PROGRAM_CALLS: readonly ProgramCall[] = [
  {
    sign: "SQL",
    mayBeLocal: true,
    pattern:
      /[.>](?:execute\w{0,10}|query|sql|exec|prepare|raw)\(\s*(?:\w{1,10}\()?[A-Za-z]{0,2}["'`]{1,3}\s*(?:SELECT|WITH|INSERT|UPDATE|DELETE|MERGE|REPLACE|CREATE|ALTER|DROP|TRUNCATE|COPY|CALL)\b/i,
  },
  {
    sign: "SQL",
    mayBeLocal: true,
    pattern:
      /\b(?:read_sql(?:_query|_table)?|read_gbq|to_gbq|read_database(?:_uri)?|dbGetQuery|dbExecute|dbReadTable|dbWriteTable)\(|\.(?:to_sql|write_database)\(/,
  },
  { sign: "Spark", pattern: /\bspark\.(?:sql|read|readStream|table)\b|\.(?:saveAsTable|insertInto)\(/ },
  {
    sign: "boto3",
    pattern:
      /\.(?:client|resource)\(\s*(?:service_name\s*=\s*)?["'](?:s3|dynamodb|athena|glue|kinesis|firehose|sqs|redshift-data|rds-data|timestream-\w{1,9})["']/,
  },
  {
    pattern:
      /["'`]((?:s3[an]?|gs|gcs|abfss?|wasbs?|adl|az|hdfs|dbfs|sftp|ftps?|smb|(?:postgres(?:ql)?|redshift|mysql|mariadb|mssql|oracle|snowflake|bigquery|databricks|clickhouse|trino|presto|mongodb|rediss?|amqps?|neo4j|bolt)(?:\+\w{1,20})?):\/\/)/,
  },
  { sign: "JDBC", pattern: /["'`]jdbc:(?!duckdb:|sqlite:)\w/ },
  { sign: "MotherDuck", pattern: /["'`]md:|\bmotherduck_token\b/i },
  {
    sign: "HTTP",
    pattern:
      /["'`]https?:\/\/[^"'`\s]{1,500}?\.(?:csv|tsv|parquet|jsonl?|ndjson|xlsx?|xml|avro|orc|gz|zip)["'`?]/,
  },
  {
    sign: "HTTP",
    pattern:
      /\brequests\.(?:get|request|Session)\(|\bhttpx\.(?:get|stream|Client|AsyncClient)\(|\baiohttp\.ClientSession\(|\burl(?:open|retrieve)\(|\baxios(?:\.get)?\(|\bfetch\((?![^;]{0,200}?\bmethod\b)|\bnew URL\([^)\n]{0,300}\)\.(?:text|openStream|getText)\b|\bhttp\.Get\(|\bNet::HTTP\.get|\bURI\.open\(|\.Get(?:String|Stream|ByteArray)Async\(|\bfile_get_contents\(\s*["']https?:/,
  },
  { pattern: /\b(new PDO|new mysqli|(?:pg|mysqli|sqlsrv|oci|odbc)_connect)\b/ },
  {
    pattern:
      /(?:^|[\s;|(])(Invoke-Sqlcmd|(?:Read|Write)-SqlTableData|Invoke-DbaQuery|Invoke-RestMethod|Invoke-WebRequest|(?:Read|Write|Copy)-S3Object|[GS]et-AzStorageBlobContent)\b/im,
  },
];

/** Commands that connect to a data system. Of a tool with many purposes, its first operand counts too. */
export const DATA_COMMANDS: ReadonlySet<string> = new Set(
  list(`
    psql, pg_dump, pg_restore, mysql, mysqldump, mysqlimport, mariadb, sqlcmd, bcp, sqlplus, sqlldr,
    snowsql, snow sql, clickhouse-client, clickhouse client, trino, presto, beeline, hive, impala-shell,
    spark-submit, spark-sql, hdfs dfs, hadoop fs, hadoop distcp, sqoop import, sqoop export, mongosh,
    mongo, mongoimport, mongoexport, mongodump, mongorestore, redis-cli, cqlsh, influx query,
    influx write, kafka-console-producer, kafka-console-consumer, kcat, s3cmd, s5cmd, mc cp, mc mirror,
    rclone copy, rclone sync, rclone move, azcopy copy, azcopy sync, azcopy cp, scp, sftp, lftp,
    smbclient, dbt run, dbt build, dbt seed, dbt snapshot, sqlmesh run, sqlmesh plan, meltano run,
    meltano el, sling run, cloudquery sync, embulk run, bq query, aws athena, aws dynamodb, aws glue,
    aws kinesis, aws firehose, aws sqs, aws redshift-data, aws rds-data
  `),
);
