/** A selection as a tree. `at` is the offset (UTF-16) of a part in the text, without meaning. */
export type Selection = Everything | Atom | External | Walked | Not | Combined | Ends;

/** `*` alone. */
export interface Everything {
  readonly kind: "all";
}

/** `method:value`, or a bare id or path. */
export interface Atom {
  readonly kind: "atom";
  readonly method: Method;
  /** For `meta` the key after the dot. */
  readonly key?: string;
  readonly value: string;
  /** In quotes: compared literally, without wildcards. */
  readonly quoted: boolean;
  readonly at: number;
}

/** `external`: with readers but without a writer. */
export interface External {
  readonly kind: "external";
}

/** `2+x`, `x+`, `1+x+3`. A depth is an exact breadth-first distance. */
export interface Walked {
  readonly kind: "walk";
  readonly up?: Depth;
  readonly down?: Depth;
  readonly of: Selection;
}

export type Depth = number | "unlimited";

export interface Not {
  readonly kind: "not";
  readonly of: Selection;
}

/** At least two items, none of the same kind. */
export interface Combined {
  readonly kind: "and" | "or";
  readonly items: readonly Selection[];
}

export interface Ends {
  readonly kind: "roots" | "sinks";
  readonly of: Selection;
}

/** All methods with their meaning, in the order of documentation and messages. */
export const METHODS = {
  id: "id of the asset",
  type: "type of the asset, in full or by its last part, in any case",
  namespace: "namespace of the asset",
  meta: "a metadata value: meta.<key>:<value>",
  owner: "owner of the asset",
  status: "status of the asset; default: active",
  certainty: "certainty of the id",
  origin: "origin of the asset: declared or inferred",
  flow: "a flow that reads or writes the asset",
  writes: "a flow, or the file of a flow, that writes the asset",
  reads: "a flow, or the file of a flow, that reads the asset",
  task: "a task that reads or writes the asset",
  plugin: "the type of such a task",
  label: "a label of such a flow: label:<key> or label:<key>=<value>",
  path: "the file of such a flow",
  state: "change of the asset since the base revision",
} as const;

/** Values of `origin:`. */
export const ORIGINS = ["declared", "inferred"] as const;

export type Method = keyof typeof METHODS;

/** Values of `state:`. `modified` is any change except addition and removal. */
export const STATES = ["new", "modified", "removed", "unmodified"] as const;
export type AssetState = (typeof STATES)[number];
