import type { YamlScalar } from "../../../flows/yaml-node.ts";
import type { Connection } from "../../resource/connection.ts";
import type { SqlDialect, SqlReading } from "../../sql/index.ts";
import type { Properties } from "../properties.ts";

/** Shared context of the SQL texts of a task in one case. */
export interface SqlContext {
  readonly properties: Properties;
  readonly connection: Connection;
  readonly dialect: SqlDialect;
  readonly system: string;
  /** The flow, in names of unknown servers. */
  readonly flow: string;
  /** The text of the file. */
  readonly source: string;
  /** Readings of texts without holes, by text: the cases of a task share most of them. */
  readonly known: Map<string, SqlReading>;
  readonly connectionScalars: readonly YamlScalar[];
  /** Only accesses, without evidence, places and dataflow. */
  readonly brief: boolean;
}
