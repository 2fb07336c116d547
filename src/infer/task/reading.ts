import type { YamlScalar } from "../../flows/yaml-node.ts";
import type { Side } from "../../model/model.ts";
import type { Resource } from "../resource/resource.ts";

/** A resource that a task reads or writes. */
export interface Access {
  readonly side: Side;
  readonly resource: Resource;
  /** False where the name may be another one, or none. */
  readonly certain: boolean;
  /** The text that names it, and where in the file. */
  readonly scalar: YamlScalar;
  readonly offset: number;
  /** The words that prove it: `key: orders.csv`, `INSERT INTO orders`. */
  readonly evidence: string;
  /** Choices that the name rests on. */
  readonly behind: readonly string[];
}

/** A file in the working directory; without a name, any of them. */
export interface LocalFile {
  readonly kind: "file";
  readonly name?: string;
}

export type Source =
  | { readonly kind: "access"; readonly access: Access }
  | LocalFile
  /** An expression that may give what another task has stored. */
  | { readonly kind: "link"; readonly expression: string };

export type Sink =
  | { readonly kind: "access"; readonly access: Access }
  | LocalFile
  /** The outputs of the task, as other tasks see them. */
  | { readonly kind: "result" };

/** What feeds what in a task: each source every sink. */
export interface TaskFlow {
  readonly sources: readonly Source[];
  readonly sinks: readonly Sink[];
}

/** What could not be read, at an offset of the file. */
export interface ReadingGap {
  readonly scalar: YamlScalar;
  readonly offset?: number;
  readonly message: string;
}

/** What a part of a task tells. */
export interface PartReading {
  readonly accesses: readonly Access[];
  readonly flows: readonly TaskFlow[];
  readonly gaps: readonly ReadingGap[];
}
