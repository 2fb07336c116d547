import { isInferredId } from "../model/id.ts";
import type { Asset } from "../model/model.ts";
import { isPattern } from "../model/pattern.ts";
import type { Graph } from "./graph.ts";

/**
 * Two ids that may name one table, which nothing proves: they are not tied, and no walk leads from one to the other.
 * server: the server of one table is unknown. schema: one table lacks the database or schema.
 */
export interface PossibleMatch {
  readonly asset: string;
  readonly other: string;
  readonly reason: "server" | "schema";
}

interface Table {
  readonly id: string;
  readonly server: string;
  readonly isKnown: boolean;
  readonly key: string;
  readonly database: string | undefined;
  readonly schema: string | undefined;
}

/**
 * The links from inferred tables among some assets to tables that are not among them. Linear in the assets of the graph
 * where there is such a table, and in those of the same name.
 */
export function possibleMatches(graph: Graph, assets: Iterable<Asset>): readonly PossibleMatch[] {
  const own = new Map<string, Table>();
  const ids = new Set<string>();
  for (const asset of assets) {
    ids.add(asset.id);
    const table = tableOf(asset);
    if (table !== undefined) own.set(asset.id, table);
  }
  if (own.size === 0) return [];
  const keys = new Set([...own.values()].map(({ key }) => key));
  const others = new Map<string, Table[]>();
  for (const asset of graph.assets) {
    if (ids.has(asset.id)) continue;
    const table = tableOf(asset);
    if (table === undefined || !keys.has(table.key)) continue;
    const known = others.get(table.key);
    if (known) known.push(table);
    else others.set(table.key, [table]);
  }
  return [...own.values()].flatMap((table) =>
    (others.get(table.key) ?? []).flatMap((other): PossibleMatch[] => {
      const reason = reasonOf(table, other);
      return reason === undefined ? [] : [{ asset: table.id, other: other.id, reason }];
    }),
  );
}

function reasonOf(one: Table, other: Table): PossibleMatch["reason"] | undefined {
  if (!agree(one.database, other.database) || !agree(one.schema, other.schema)) return undefined;
  if (one.server === other.server) return "schema";
  return one.isKnown && other.isKnown ? undefined : "server";
}

function agree(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}

/** A table that is inferred, by the name that the system has for it. */
function tableOf({ id, origin, type, metadata }: Asset): Table | undefined {
  const { system, name } = metadata;
  if (origin === undefined || !isInferredId(id) || isPattern(id) || !type?.endsWith(".Table"))
    return undefined;
  if (typeof system !== "string" || typeof name !== "string") return undefined;
  const server = /^[^/]+(?:\/\/[^/]*)?/.exec(id)?.[0] ?? "";
  const text = (value: unknown) => (typeof value === "string" ? value.toLowerCase() : undefined);
  return {
    ...{ id, server },
    isKnown: /:\/\/[^~]/.test(server),
    key: `${system}\n${name.toLowerCase()}`,
    database: text(metadata.database),
    schema: text(metadata.schema),
  };
}
