import type { Flow } from "./flow.ts";
import type { Problem } from "./problem.ts";
import type { SourceText } from "./source-text.ts";
import type { UnknownContainer } from "./task-tree.ts";
import type { YamlMap } from "./yaml-node.ts";

/** What one file holds. A file without flows and problems holds other documents, if only an empty one. */
export interface FileContents {
  readonly flows: readonly Flow[];
  /** For each document that is not a flow, what it is: `kubernetes`, `docker-compose`, `empty` ... */
  readonly others: readonly string[];
  /** Why the file, or one of its documents, could not be read. */
  readonly problems: readonly Problem[];
  /** What was read, but may not mean what its author thinks. */
  readonly notes: readonly Problem[];
  readonly unknownContainers: readonly UnknownContainer[];
  /** Flows that do not say their namespace: what deploys them does. */
  readonly withoutNamespace: readonly NamelessFlow[];
  /** Flows whose text stands elsewhere, such as one that Terraform puts together. */
  readonly elsewhere: readonly Problem[];
}

/** A flow but for its namespace, with what there is to say about that. */
export interface NamelessFlow extends Problem {
  readonly source: SourceText;
  readonly node: YamlMap;
  readonly id: Flow["id"];
}
