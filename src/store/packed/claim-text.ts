import type { EntryClaim } from "../../inventory/declared.ts";
import { fieldsOfClaim } from "../../inventory/merge-assets.ts";
import { recordJson } from "../record-json.ts";

/** Says nothing. */
export const NO_CLAIM = "";

/**
 * What an entry says about its asset, as the fields that the asset has when no other entry says anything: they follow
 * `"external":...` in its line. Merging these texts gives what merging the claims gives.
 */
export function claimText(claim: EntryClaim): string {
  const text = recordJson(fieldsOfClaim(claim)).slice(1, -1);
  return text === NOTHING ? NO_CLAIM : text;
}

export const NOTHING = '"metadata":{}';

export function claimOf(text: string): EntryClaim {
  return text === NO_CLAIM ? {} : (JSON.parse(`{${text}}`) as EntryClaim);
}
