import type { Connection } from "../../resource/connection.ts";
import type { Resource } from "../../resource/resource.ts";
import { tableResource } from "../../resource/table.ts";
import { literalCharacters, type Text } from "../../resource/text.ts";
import { uriResource } from "../../resource/uri.ts";
import type { SqlResource } from "../../sql/index.ts";
import { stageOfProperty } from "../read-touch.ts";
import type { SqlContext } from "./sql-context.ts";

/** The resource, the reason why it is unknown, or undefined if it is not a resource. */
export function sqlResource(
  resource: SqlResource,
  connection: Connection,
  { dialect, system: ofTask }: SqlContext,
): Resource | string | undefined {
  const system = connection.system ?? ofTask;
  switch (resource.kind) {
    case "file":
      return uriResource(resource.path, false);
    case "stage": {
      const stage = tableResource(resource.name, connection, dialect, system);
      const path: Text = resource.path.length > 0 ? ["/", ...resource.path] : [];
      return stageOfProperty(["@", ...stage.name, ...path], { ...connection, levels: 0 }, dialect, system);
    }
    case "table": {
      const text = resource.name.flatMap(({ fragments }) => fragments);
      if (literalCharacters(text) === "") {
        const hole = text.find((fragment) => typeof fragment !== "string");
        return hole === undefined || hole.hole === "*"
          ? undefined
          : `the table name is known only at run time: ${hole.hole}`;
      }
      return tableResource(resource.name, connection, dialect, system);
    }
  }
}
