/**
 * A YAML document as plain data with positions. Offsets are UTF-16 code units from the start of the decoded file;
 * `SourceText` converts them to places. An alias is a scalar with the name of its anchor, as in Kestra's parser.
 */
export type YamlNode = YamlScalar | YamlList | YamlMap;

/** Half-open range of offsets in the file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface YamlScalar {
  readonly kind: "scalar";
  /** The value by the rules Kestra's YAML reader follows (dates stay text). */
  readonly value: string | number | bigint | boolean | null;
  /** For numbers and booleans: the characters as written, e.g. `1.0` or `007`. For strings equal to `value`. */
  readonly text: string;
  readonly style: "plain" | "single-quoted" | "double-quoted" | "literal" | "folded";
  /** The scalar with its quotes or block header. */
  readonly span: Span;
}

export interface YamlList {
  readonly kind: "list";
  readonly items: readonly YamlNode[];
  readonly span: Span;
}

export interface YamlMap {
  readonly kind: "map";
  readonly entries: readonly YamlEntry[];
  readonly span: Span;
}

export interface YamlEntry {
  readonly key: YamlScalar;
  readonly value: YamlNode;
}
