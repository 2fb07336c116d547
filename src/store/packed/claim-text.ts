import type { Place } from "../../flows/place.ts";
import type { DeclaredEntry, EntryClaim } from "../../inventory/declared.ts";
import { fieldsOfClaim, saysOnce } from "../../inventory/merge-assets.ts";
import type { Json } from "../../inventory/model.ts";
import { recordJson, textJson } from "../record-json.ts";

/** Says nothing. */
export const NO_CLAIM = "";

/** The fields of an asset of which nothing is said. */
export const NOTHING = '"metadata":{}';

/**
 * What an entry says about its asset, as the fields that the asset has when no other entry says anything: they follow
 * `"external":...` in its line. Merging these texts gives what merging the claims gives. Of an entry that is one with
 * others it is a list of what each says.
 */
export function claimText({ claim, others }: Pick<DeclaredEntry, "claim" | "others">): string {
  if (others !== undefined) return JSON.stringify([{ claim }, ...others]);
  const { type, namespace, metadata } = claim;
  const isPlain =
    !saysOnce(claim) &&
    type?.trim() !== "" &&
    namespace?.trim() !== "" &&
    (metadata === undefined || isMerged(metadata));
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

/** Whether a text is what several entries say that are one. */
export function isOfSeveral(text: string): boolean {
  return text.startsWith("[");
}

/** What an entry says at its place, and what those say that are one with it. */
export function claimsOf(text: string, place: Place): readonly Pick<DeclaredEntry, "claim" | "place">[] {
  if (text === NO_CLAIM) return [{ claim: {}, place }];
  if (!isOfSeveral(text)) return [{ claim: JSON.parse(`{${text}}`) as EntryClaim, place }];
  const each = JSON.parse(text) as readonly { readonly claim: EntryClaim; readonly place?: Place }[];
  return each.map((one) => ({ place, ...one }));
}
