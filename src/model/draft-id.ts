import { expressionSpans } from "../util/expressions.ts";
import type { WrittenEntry } from "./declared.ts";

/**
 * The id under which a declaration names an inferred asset: `database.schema.table`, or the location with dots in place
 * of slashes. Expressions and the `*` of a pattern are kept, so that the drafted text gives the drafted id in each case.
 *
 * @param qualified with the server in front, for names that several servers have
 */
export function draftId({ id, claim }: WrittenEntry, qualified = false): string {
  const { database, schema, name } = claim.metadata ?? {};
  const { server, path } = partsOf(id);
  const table = typeof name === "string" ? joined([database, schema, name]) : undefined;
  const host = server.replace(/:\d+$/, "");
  const text = table ?? (NAMED_BY_PLACE.test(id) ? joined([server, path]) : path);
  return legalText(qualified && !text.startsWith(server) ? joined([host, text]) : text);
}

/** A resource whose server or bucket is a part of its name. */
const NAMED_BY_PLACE = /^(?:s3|gs|https?|s?ftps?|smb|wasbs?|abfss?|hdfs|dbfs|r2|hf|az):\/\//;

/** The server or bucket of the id of an inferred asset, and the rest. */
function partsOf(id: string): { readonly server: string; readonly path: string } {
  const [, server, path] = /^[a-z][a-z0-9+-]*:\/\/([^/]*)(?:\/([\s\S]*))?$/i.exec(id) ?? [];
  if (server !== undefined) return { server, path: path || server };
  return { server: "", path: id.slice(id.indexOf("/") + 1) };
}

/** Whether the server of an inferred asset is unknown, see `unknownNamespace`. */
export function hasUnknownServer(id: string): boolean {
  return /^[a-z][a-z0-9+-]*:\/\/~/i.test(id);
}

function joined(parts: readonly unknown[]): string {
  return parts.filter((part) => typeof part === "string" && part !== "").join(".");
}

/** Only characters that Kestra accepts in an id, outside expressions. */
function legalText(text: string): string {
  let result = "";
  let from = 0;
  for (const { start, end } of expressionSpans(text)) {
    result += legalCharacters(text.slice(from, start)) + text.slice(start, end);
    from = end;
  }
  return (result + legalCharacters(text.slice(from))).replace(/^[._:-]+/, "").replace(/(?<!\.)\.+$/, "");
}

function legalCharacters(text: string): string {
  return text
    .replace(/[\s/:]+/g, (run) => (/^\s+$/.test(run) ? "_" : "."))
    .replace(/[^A-Za-z0-9._*-]/g, "_")
    .replace(/\.{2,}/g, ".");
}
