import type { Flow } from "../flows/flow.ts";
import type { FlowId } from "../model/model.ts";
import type { ResolveOptions } from "../resolve/options.ts";

/** A flow with the options for its file, environments included. */
export interface ReadFlow {
  readonly flow: Flow;
  readonly options: ResolveOptions;
}

/** Finds the flow of a file; undefined if the file has none of this name, or cannot be read. */
export type FindFlow = (file: string, id: FlowId) => ReadFlow | undefined;
