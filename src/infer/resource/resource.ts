import type { ResourceKind } from "../catalogue/entry.ts";
import type { Text } from "./text.ts";

/** A resource that a task touches, in OpenLineage's dataset naming. */
export interface Resource {
  readonly namespace: Text;
  /** Empty if the namespace is the whole resource, such as a bucket. */
  readonly name: Text;
  /** The name for comparisons, with the case folding of the system. Absent: same as the name. */
  readonly folded?: Text;
  readonly system: string;
  readonly kind: ResourceKind;
  /** The location for readers, if it differs from the id. */
  readonly location?: Text;
  readonly database?: Text;
  readonly schema?: Text;
  readonly table?: Text;
}
