import type { YamlScalar } from "../../flows/yaml-node.ts";
import { inventoryHosts } from "../emit/inventory-hosts.ts";
import { changeText, joinText, type Text } from "../resource/text.ts";
import { cleanAuthority } from "../resource/uri.ts";
import { findProperty, type Properties, scalarsIn, textsOf } from "./properties.ts";

/** A text of the catalogue with the values of properties in it. */
export interface Filled {
  readonly text: Text;
  readonly scalars: readonly YamlScalar[];
}

interface Piece {
  readonly literal?: string;
  readonly path?: string;
  readonly filter?: string;
  readonly optional?: readonly Piece[];
}

const parsed = new Map<string, readonly Piece[]>();

/** `s3://{bucket}[/{prefix}]`: values in braces, optional parts in brackets. */
function parse(template: string): readonly Piece[] {
  let pieces = parsed.get(template);
  if (pieces === undefined) {
    pieces = parsePieces(template);
    parsed.set(template, pieces);
  }
  return pieces;
}

function parsePieces(template: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const [, path, filter, optional, literal] of template.matchAll(
    /\{([^{}:]+)(?::([a-z]+))?\}|\[([^[\]]*)\]|([^{[]+)/g,
  )) {
    if (path !== undefined) pieces.push({ path, ...(filter !== undefined && { filter }) });
    else if (optional !== undefined) pieces.push({ optional: parsePieces(optional) });
    else if (literal !== undefined) pieces.push({ literal });
  }
  return pieces;
}

/** The paths of the properties in a text. */
export function pathsIn(template: string): readonly string[] {
  const visit = (pieces: readonly Piece[]): string[] =>
    pieces.flatMap(({ path, optional }) => (path !== undefined ? [path] : optional ? visit(optional) : []));
  return visit(parse(template));
}

/** All texts from the values: several if a property is a list, none if one is absent. */
export function fill(template: string, properties: Properties): readonly Filled[] {
  return fillPieces(parse(template), properties);
}

/** A property with more values is data, not a list of names. */
const MOST_VALUES = 10_000;

function fillPieces(pieces: readonly Piece[], properties: Properties): readonly Filled[] {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return valuesOf(only, properties);
  let all: readonly Filled[] = [{ text: [], scalars: [] }];
  for (const piece of pieces) {
    const values = valuesOf(piece, properties);
    if (values.length === 0 || all.length * values.length > MOST_VALUES) return [];
    all = all.flatMap((before) =>
      values.map((value) => ({
        text: joinText(before.text, value.text),
        scalars: [...before.scalars, ...value.scalars],
      })),
    );
  }
  return all;
}

function valuesOf({ literal, path, filter, optional }: Piece, properties: Properties): readonly Filled[] {
  if (literal !== undefined) return [{ text: [literal], scalars: [] }];
  if (optional !== undefined) {
    const filled = fillPieces(optional, properties);
    return filled.length > 0 ? filled : [{ text: [], scalars: [] }];
  }
  const node = path === undefined ? undefined : findProperty(properties.node, path);
  if (node === undefined || (node.kind === "map" && path !== undefined)) return [];
  return textsOf(properties, node).flatMap(({ text, scalar }) =>
    filterText(text, filter).map((filtered) => ({ text: filtered, scalars: [scalar] })),
  );
}

function filterText(text: Text, filter: string | undefined): readonly Text[] {
  switch (filter) {
    case undefined:
      return [text];
    case "host":
    case "authority":
      return present(changeText(text, (url) => authorityOf(url)));
    case "server":
      return present(
        changeText(text, (url) => {
          const scheme = /^[a-z][a-z0-9+]*:\/\//i.exec(url)?.[0] ?? "";
          return `${scheme}${authorityOf(url)}`;
        }),
      );
    case "first":
      return present(changeText(text, (list) => list.split(",")[0]?.trim()));
    case "hosts":
      return text.length === 1 && typeof text[0] === "string"
        ? inventoryHosts(text[0]).map((host) => [host])
        : [];
    default:
      return [];
  }
}

function present(text: Text | undefined): readonly Text[] {
  return text === undefined || text.length === 0 ? [] : [text];
}

function authorityOf(url: string): string {
  const authority = /^(?:[a-z][a-z0-9+]*:\/\/)?([^/?#]*)/i.exec(url.trim())?.[1] ?? "";
  return cleanAuthority(authority, "");
}

/** Renders the properties first, so that their dependencies are known before use. */
export function renderNamed(paths: readonly string[], properties: Properties): void {
  for (const path of paths) {
    const node = findProperty(properties.node, path);
    if (node !== undefined && node.kind !== "map")
      for (const scalar of scalarsIn(node)) properties.render(scalar);
  }
}
