import type { EntryClaim } from "../../inventory/declared.ts";
import { fieldsOfClaim } from "../../inventory/merge-assets.ts";
import type { Json } from "../../inventory/model.ts";
import { recordJson, textJson } from "../record-json.ts";

/** Says nothing. */
export const NO_CLAIM = "";

/** The fields of an asset of which nothing is said. */
export const NOTHING = '"metadata":{}';

/**
 * What an entry says about its asset, as the fields that the asset has when no other entry says anything: they follow
 * `"external":...` in its line. Merging these texts gives what merging the claims gives.
 */
export function claimText(claim: EntryClaim): string {
  const { type, namespace, displayName, description, metadata } = claim;
  const isPlain = !displayName && !description && (metadata === undefined || isMerged(metadata));
  const text = isPlain ? plainText(type, namespace, metadata) : recordJson(fieldsOfClaim(claim)).slice(1, -1);
  return text === NOTHING ? NO_CLAIM : text;
}

/** Nearly all claims are of this form. */
function plainText(
  type: string | undefined,
  namespace: string | undefined,
  metadata: object | undefined,
): string {
  let text = "";
  if (namespace !== undefined) text += `"namespace":${textJson(namespace)},`;
  if (type !== undefined) text += `"type":${textJson(type)},`;
  return `${text}"metadata":${metadata === undefined ? "{}" : JSON.stringify(metadata)}`;
}

/** Whether metadata is as it is after a merge with nothing: without nulls, its keys in order. */
function isMerged(metadata: { readonly [key: string]: Json }): boolean {
  let before = "";
  for (const key of Object.keys(metadata)) {
    if (key < before || metadata[key] === null) return false;
    before = key;
  }
  return true;
}

export function claimOf(text: string): EntryClaim {
  return text === NO_CLAIM ? {} : (JSON.parse(`{${text}}`) as EntryClaim);
}
