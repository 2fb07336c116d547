import type { Asset } from "./model.ts";

/** The declared lifecycle fields of an asset. Source: Kestra's documentation of `status`, `ttl` and `owner`. */
export type Lifecycle = Pick<Asset, "status" | "ttl" | "owner">;

type PartlyKnown = { readonly [Field in keyof Lifecycle]: Lifecycle[Field] | undefined };

/** Without the fields that are undefined. */
export function lifecycleOf({ status, ttl, owner }: PartlyKnown): Lifecycle {
  return {
    ...(status !== undefined && { status }),
    ...(ttl !== undefined && { ttl }),
    ...(owner !== undefined && { owner }),
  };
}
