import type { DeclaredBundle, EntryClaim } from "./declared.ts";
import { isInferredId } from "./id.ts";
import type { AssetClaim } from "./links.ts";
import { isPattern } from "./pattern.ts";

/** Whether Kestra stores an asset of this id for certain once the task has run. */
export function isStoredId(id: string): boolean {
  return !isPattern(id) && !isInferredId(id);
}

/** The claims of all entries of bundles. Also an input becomes an asset when it is read. Source: Kestra's AssetService. */
export function claimsIn(bundles: readonly DeclaredBundle[]): AssetClaim[] {
  return bundles.flatMap(({ inputs, outputs }) =>
    [...outputs, ...inputs].flatMap(({ id, claim, others = [] }) =>
      isStoredId(id)
        ? [claim, ...others.map((mention) => mention.claim)].map((claimed) => claimOf(id, claimed))
        : [],
    ),
  );
}

export function claimOf(id: string, { type, namespace, metadata }: EntryClaim): AssetClaim {
  return {
    id,
    ...(type !== undefined && { type }),
    ...(namespace !== undefined && { namespace }),
    ...(metadata && { metadata }),
  };
}
