import { scalarText } from "../../flows/scalar-text.ts";
import type { YamlScalar } from "../../flows/yaml-node.ts";
import type { Side } from "../../model/model.ts";
import type { CatalogueEntry, Touch } from "../catalogue/entry.ts";
import { type Connection, unknownNamespace } from "../resource/connection.ts";
import type { Resource } from "../resource/resource.ts";
import { tableResource } from "../resource/table.ts";
import { changeText, isConstant, literalCharacters, patternText, type Text } from "../resource/text.ts";
import { below, uriResource, uriScheme, withoutExtraSlashes } from "../resource/uri.ts";
import { readTableName, type SqlDialect } from "../sql/index.ts";
import { type Filled, fill } from "./fill.ts";
import { findProperty, type Properties, scalarsIn } from "./properties.ts";
import type { Access, ReadingGap } from "./reading.ts";

export interface TouchContext {
  readonly entry: CatalogueEntry;
  readonly properties: Properties;
  readonly connection: Connection | undefined;
  readonly dialect: SqlDialect | undefined;
  /** The flow, in names of resources on an unnamed server. */
  readonly flow: string;
}

/** A resource in an object store has at least a bucket, so an unknown part makes a pattern. */
const NAMED_BY_NAMESPACE = new Set(["s3", "gs", "wasbs", "abfss"]);

/** The accesses of one catalogue touch, and its gaps. */
export function readTouch(
  touch: Touch,
  side: Side,
  context: TouchContext,
): { readonly accesses: readonly Access[]; readonly gaps: readonly ReadingGap[] } {
  if (!applies(touch, context.properties)) return { accesses: [], gaps: [] };
  const accesses: Access[] = [];
  const gaps: ReadingGap[] = [];
  for (const { resource, scalars } of resourcesOf(touch, context)) {
    const scalar = scalars.at(-1);
    if (scalar === undefined) continue;
    if (
      literalCharacters(resource.name) === "" &&
      resource.name.length > 0 &&
      literalCharacters(resource.namespace) === ""
    )
      continue;
    if (saysNothing(resource)) {
      gaps.push({ scalar, message: `the name is known only at run time: ${reasonOf(resource)}` });
      continue;
    }
    accesses.push({
      side,
      resource,
      certain: isConstant(resource.namespace) && isConstant(resource.name),
      scalar,
      offset: scalar.span.start,
      evidence: evidenceOf(scalars, context),
      dependsOn: [...new Set(scalars.flatMap((reference) => context.properties.choicesOf(reference)))],
    });
  }
  return { accesses, gaps };
}

/** A table, topic or file without a known character; a known bucket is enough. */
function saysNothing({ name, namespace, table }: Resource): boolean {
  if (table !== undefined)
    return (
      literalCharacters(table) === "" &&
      literalCharacters(name).replaceAll(".", "") === literalCharacters(table)
    );
  const store = NAMED_BY_NAMESPACE.has(/^[a-z0-9]*/.exec(patternText(namespace))?.[0] ?? "");
  if (name.length === 0) return isUnknownPlace(namespace);
  return literalCharacters(name).replace("/", "") === "" && (!store || isUnknownPlace(namespace));
}

function isUnknownPlace(namespace: Text): boolean {
  return literalCharacters(namespace).replace(/^[a-z0-9-]+:\/\//, "") === "";
}

function reasonOf({ name, namespace }: Resource): string {
  for (const fragment of [...name, ...namespace]) if (typeof fragment !== "string") return fragment.hole;
  return "it depends on the run";
}

function applies({ when = {} }: Touch, properties: Properties): boolean {
  return Object.entries(when).every(([path, values]) => {
    const node = findProperty(properties.node, path);
    const scalar = node && scalarsIn(node)[0];
    const text = scalar === undefined ? [""] : (properties.render(scalar)?.text ?? []);
    // An unknown value can be any of them.
    if (!isConstant(text)) return !values.includes("");
    return values.includes(text.join("").toUpperCase()) || (text.length === 0 && values.includes(""));
  });
}

interface Named {
  readonly resource: Resource;
  readonly scalars: readonly YamlScalar[];
}

function resourcesOf(touch: Touch, context: TouchContext): readonly Named[] {
  const { properties } = context;
  if (touch.uri !== undefined)
    return fill(touch.uri, properties).flatMap((filled) => uriTouch(filled, touch, context));
  if (touch.table !== undefined)
    return fill(touch.table, properties).flatMap((filled) => tableTouch(filled, touch, context));
  return namespaceTouch(touch, context);
}

function uriTouch({ text, scalars }: Filled, touch: Touch, { entry }: TouchContext): readonly Named[] {
  const scheme = uriScheme(text);
  if (touch.schemes !== undefined && (scheme === undefined || !touch.schemes.includes(scheme))) return [];
  const resource = uriResource(text, touch.folder === true);
  if (resource === undefined) return [];
  const kind = touch.kind ?? entry.kind ?? resource.kind;
  return [{ resource: { ...resource, kind, ...(entry.system === "sqs" && { system: "sqs" }) }, scalars }];
}

function tableTouch(filled: Filled, touch: Touch, context: TouchContext): readonly Named[] {
  const { connection, dialect, entry } = context;
  if (connection === undefined || dialect === undefined) return [];
  if (touch.kind === "file") {
    const resource = stageOfProperty(filled.text, connection, dialect, entry.system);
    return resource === undefined ? [] : [{ resource, scalars: filled.scalars }];
  }
  if (connection.local) return [];
  const resource = tableResource(readTableName(filled.text, dialect), connection, dialect, entry.system);
  return [{ resource, scalars: filled.scalars }];
}

/** `@db.schema.stage/path`, as Snowflake names the place of a file. */
export function stageOfProperty(
  text: Text,
  connection: Connection,
  dialect: SqlDialect,
  system: string,
): Resource | undefined {
  const stage = changeText(text, (path) => path.replace(/^@/, "").replace(/\/.*/s, ""));
  const path = changeText(text, (whole) => /\/.*/s.exec(whole)?.[0].replace(/\/{2,}/g, "/") ?? "");
  if (stage === undefined || path === undefined) return undefined;
  const { name, namespace } = tableResource(readTableName(stage, dialect), connection, dialect, system);
  return { namespace, name: ["@", ...name, ...path], system, kind: "file" };
}

function namespaceTouch(touch: Touch, context: TouchContext): readonly Named[] {
  const { properties, entry, flow } = context;
  const namespaces = fill(touch.namespace ?? "", properties);
  const names: readonly Filled[] =
    touch.name === undefined ? [{ text: [], scalars: [] }] : fill(touch.name, properties);
  const scheme = /^[a-z0-9-]*/.exec(touch.namespace ?? "")?.[0] ?? "";
  const isStore = NAMED_BY_NAMESPACE.has(scheme);
  // A missing bucket is no resource; a missing server is an unknown one.
  if (namespaces.length === 0 && (isStore || scheme === "")) return [];
  const places = namespaces.length > 0 ? namespaces : [{ text: [{ hole: "" }], scalars: [] }];
  return places.flatMap((place) => {
    const namespace =
      isStore || isConstant(place.text) ? place.text : [unknownNamespace(scheme, place.text, flow)];
    return names.flatMap(({ text, scalars }): Named[] => {
      // A relative path is another file on each worker.
      if (scheme === "file" && !patternText(text).startsWith("/")) return [];
      // Paths on file servers are also written as URIs.
      const uri = uriScheme(text) === scheme ? uriResource(text, touch.folder ?? false) : undefined;
      if (uri !== undefined) return [{ resource: uri, scalars }];
      const plain =
        changeText(text, (name) => withoutExtraSlashes(withoutCredentials(name), scheme) || name) ?? text;
      const kept = scheme === "file" ? text : plain;
      const locations = touch.location === undefined ? [] : fill(touch.location, properties);
      return [
        {
          resource: {
            namespace,
            name: touch.folder ? below(kept) : kept,
            system: touch.system ?? entry.system,
            kind: touch.kind ?? entry.kind ?? "file",
            ...(locations[0] && { location: locations[0].text }),
          },
          scalars: [...place.scalars, ...scalars],
        },
      ];
    });
  });
}

/** A URI as name, without its user and query. */
function withoutCredentials(name: string): string {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(name)) return name;
  return name.replace(/(\/\/)[^/@]*@/, "$1").replace(/[?#].*/s, "");
}

/** The properties as written, without possible credentials. */
function evidenceOf(scalars: readonly YamlScalar[], { properties }: TouchContext): string {
  return [...new Set(scalars)]
    .map((scalar) => {
      const key = keyOf(scalar, properties);
      const text = safeExcerpt(scalarText(scalar));
      return key === undefined ? text : `${key}: ${text}`;
    })
    .join(", ");
}

function keyOf(scalar: YamlScalar, { node }: Properties): string | undefined {
  const { start } = scalar.span;
  return node.entries.find(({ value }) => value.span.start <= start && start < value.span.end)?.key.text;
}

/** Text of a property on one line, without the user and the query of URLs in it. */
export function safeExcerpt(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const safe = line
    .replace(/((?<!abfss?:|wasbs?:)\/\/)[^/@\s]*@/g, "$1")
    .replace(/\?(?!\?)[^\s{}'"]*=[^\s'"]*/g, "");
  return safe.length > 120 ? `${safe.slice(0, 119)}…` : safe;
}
