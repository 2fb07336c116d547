import type { YamlScalar } from "../../flows/yaml-node.ts";
import type { Side } from "../../model/model.ts";
import type { Resource } from "../resource/resource.ts";

/** A resource that a task reads or writes. */
export interface Access {
  readonly side: Side;
  readonly resource: Resource;
  /** False if the name is uncertain. */
  readonly certain: boolean;
  /** The text with its name, and its place. */
  readonly scalar: YamlScalar;
  readonly offset: number;
  /** The evidence: `key: orders.csv`, `INSERT INTO orders`. */
  readonly evidence: string;
  /** The choices that the name depends on. */
  readonly dependsOn: readonly string[];
}

/** A file in the working directory; without a name, any of them. */
export interface LocalFile {
  readonly kind: "file";
  readonly name?: string;
}

export type DataSource =
  | { readonly kind: "access"; readonly access: Access }
  | LocalFile
  /** An expression that can name a file stored by another task. */
  | { readonly kind: "link"; readonly expression: string };

export type Sink =
  | { readonly kind: "access"; readonly access: Access }
  | LocalFile
  /** The outputs of the task, as other tasks see them. */
  | { readonly kind: "result" };

/** Dataflow in a task: each source feeds every sink. */
export interface TaskFlow {
  readonly sources: readonly DataSource[];
  readonly sinks: readonly Sink[];
}

/** An unreadable part, at an offset of the file. */
export interface ReadingGap {
  readonly scalar: YamlScalar;
  readonly offset?: number;
  readonly message: string;
}

/** The result of reading one part of a task. */
export interface PartReading {
  readonly accesses: readonly Access[];
  readonly flows: readonly TaskFlow[];
  readonly gaps: readonly ReadingGap[];
}
