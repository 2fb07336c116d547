import type { CatalogueEntry, ConnectionRule } from "../catalogue/entry.ts";
import { pathsIn } from "./fill.ts";

/** Properties that a catalogue entry reads from each task of its types. */
export interface EntryPaths {
  /** Properties that name resources. */
  readonly named: readonly string[];
  /** Properties that select resources, and the texts. */
  readonly others: readonly string[];
  readonly naming: ReadonlySet<string>;
  readonly linking: ReadonlySet<string>;
  /** Properties that name the database. */
  readonly connection: readonly string[];
  /** The texts of the catalogue around the properties; undefined if a part of a name can cross into one of them. */
  readonly around: string | undefined;
}

/** A property beside a letter or another property, within one part of a name. */
const JOINED = /\}[^/.:[\]]|[^/.:[\]]\{/;

const pathsOf = new WeakMap<CatalogueEntry, EntryPaths>();

export function entryPaths(entry: CatalogueEntry): EntryPaths {
  let found = pathsOf.get(entry);
  if (found === undefined) {
    found = readPaths(entry);
    pathsOf.set(entry, found);
  }
  return found;
}

function readPaths(entry: CatalogueEntry): EntryPaths {
  const { connection: rule, reads = [], writes = [], sql = [], commands = [] } = entry;
  const touches = [...reads, ...writes];
  const templates = [
    ...connectionTemplates(rule),
    ...touches.flatMap(({ uri, namespace, name, table, location }) => [
      uri,
      namespace,
      name,
      table,
      location,
    ]),
  ];
  const named = [
    ...new Set(templates.flatMap((template) => (template === undefined ? [] : pathsIn(template)))),
  ];
  const linking = reads.flatMap(({ uri, schemes }) =>
    uri !== undefined && schemes !== undefined ? pathsIn(uri) : [],
  );
  const texts = templates.flatMap((template) => template ?? []);
  return {
    around: texts.some((text) => JOINED.test(text)) ? undefined : texts.join("\n"),
    named,
    others: [...touches.flatMap(({ when = {} }) => Object.keys(when)), ...sql, ...commands],
    naming: new Set(named.map((path) => path.split(".")[0] ?? path)),
    linking: new Set(linking),
    connection: connectionTemplates(rule).flatMap(pathsIn),
  };
}

function connectionTemplates(rule: ConnectionRule | undefined): readonly string[] {
  return [rule?.namespace, rule?.url, rule?.database, rule?.schema].filter(
    (template) => template !== undefined,
  );
}
