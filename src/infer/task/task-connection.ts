import type { YamlScalar } from "../../flows/yaml-node.ts";
import type { ConnectionRule } from "../catalogue/entry.ts";
import { type Connection, resolveConnection } from "../resource/connection.ts";
import type { Text } from "../resource/text.ts";
import { fill } from "./fill.ts";
import { findProperty, type Properties } from "./properties.ts";

/**
 * The database of a task.
 *
 * @param flow the flow, in names of resources on an unnamed server
 * @param scalars receives the texts that name the database
 */
export function taskConnection(
  rule: ConnectionRule,
  properties: Properties,
  flow: string,
  scalars: YamlScalar[],
): Connection {
  const one = (template: string | undefined): Text | undefined => {
    const filled = template === undefined ? undefined : fill(template, properties)[0];
    if (filled !== undefined) scalars.push(...filled.scalars);
    return filled?.text;
  };
  const file =
    rule.local !== undefined &&
    ["sqliteFile", "accessFile", "databaseFile", "databaseUri"].some(
      (name) => findProperty(properties.node, name) !== undefined,
    );
  return resolveConnection(rule, {
    namespace: one(rule.namespace),
    url: one(rule.url),
    database: one(rule.database),
    schema: one(rule.schema),
    file,
    flow,
  });
}
