import type { DatasetName } from "./event.ts";
import type { Mappings } from "./mappings.ts";

/** Location of the flows in git, for the facet with the source of a job. */
export interface GitFacts {
  /** Full name of the commit. */
  readonly commit: string;
  /** Address for browsers, without user or password, e.g. `https://github.com/acme/flows`. */
  readonly repository: string;
  /** Base folder of the places, inside the repository; "" for the root. */
  readonly prefix: string;
  readonly branch?: string;
  readonly tag?: string;
  readonly pullRequest?: string;
}

/** Context of an export outside the inventory. */
export interface EventContext {
  /** Event time with an offset. */
  readonly eventTime: string;
  /** URI of the program's version. */
  readonly producer: string;
  readonly jobNamespace: string;
  /** The same for the whole tenant, because asset ids are unique within a tenant. */
  readonly datasetNamespace: string;
  readonly git?: GitFacts;
  readonly mappings?: Mappings;
  /** Former names of renamed assets (a guess), by their new id. */
  readonly renamedFrom?: ReadonlyMap<string, DatasetName>;
  /** False omits the `lineage` facets, which are experimental in OpenLineage. */
  readonly explicitLineage: boolean;
}
