import type { ResourceKind } from "../catalogue/entry.ts";
import type { Text } from "./text.ts";

/** What a task touches, named by OpenLineage's dataset naming. */
export interface Resource {
  readonly namespace: Text;
  /** Empty for what the namespace names as a whole, such as a bucket. */
  readonly name: Text;
  /** The name as it is compared: with the case folded as the system does. Absent: the name. */
  readonly folded?: Text;
  readonly system: string;
  readonly kind: ResourceKind;
  /** Where people look for it, when that is not the id. */
  readonly location?: Text;
  readonly database?: Text;
  readonly schema?: Text;
  readonly table?: Text;
}
