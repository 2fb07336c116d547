import type { DatasetName } from "./event.ts";
import type { Mappings } from "./mappings.ts";

/** Where the flows stand in git, for the facet that links a job to its source. */
export interface GitFacts {
  /** Full name of the commit. */
  readonly commit: string;
  /** As browsers open it, without user or password, e.g. `https://github.com/acme/flows`. */
  readonly repository: string;
  /** Path of the folder that the inventory's places count from, inside the repository; "" for its own folder. */
  readonly prefix: string;
  readonly branch?: string;
  readonly tag?: string;
  readonly pullRequest?: string;
}

/** Everything about an export that is not in the inventory. */
export interface EventContext {
  /** Date and time with an offset; static facts hold from then on. */
  readonly eventTime: string;
  /** URI of the program's version. */
  readonly producer: string;
  readonly jobNamespace: string;
  /** The same for the whole tenant, because a Kestra asset's id is unique in its tenant and nowhere else. */
  readonly datasetNamespace: string;
  readonly git?: GitFacts;
  readonly mappings?: Mappings;
  /** The former name of assets that a comparison takes for renamed, by their id now. */
  readonly renamedFrom?: ReadonlyMap<string, DatasetName>;
  /** False leaves out the `lineage` facets, which OpenLineage still calls experimental. */
  readonly explicitLineage: boolean;
}
