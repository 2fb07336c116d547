import type { Flow } from "./flow.ts";
import type { Problem } from "./problem.ts";
import type { SourceText } from "./source-text.ts";
import type { UnknownContainer } from "./task-tree.ts";
import type { YamlMap } from "./yaml-node.ts";

/** The contents of one file. A file without flows and problems has other documents, possibly an empty one. */
export interface FileContents {
  readonly flows: readonly Flow[];
  /** Kind of each document other than flows: `kubernetes`, `docker-compose`, `empty` ... */
  readonly others: readonly string[];
  /** Why the file, or one of its documents, could not be read. */
  readonly problems: readonly Problem[];
  /** Text with a possibly unexpected meaning. */
  readonly notes: readonly Problem[];
  readonly unknownContainers: readonly UnknownContainer[];
  /** Flows without a namespace, which get one at deployment. */
  readonly withoutNamespace: readonly NamelessFlow[];
  /** Flows with their text elsewhere, such as one composed by Terraform. */
  readonly elsewhere: readonly Problem[];
  /** The text of a templated blueprint, which has flows only after rendering. */
  readonly blueprint?: SourceText;
}

/** A flow without a namespace, with the problem. */
export interface NamelessFlow extends Problem {
  readonly source: SourceText;
  readonly node: YamlMap;
  readonly id: Flow["id"];
}
