/** The longest id Kestra accepts, in characters. Source: Kestra's Asset.id `@Size(max = 150)`. */
const MAX_ID_LENGTH = 150;

/** Source: Kestra's Asset.id `@Pattern` (Jakarta: the whole text must match). `:` since 2.0. */
const ID = /^[a-zA-Z0-9][a-zA-Z0-9._:-]*$/;

/** Source: Kestra's Asset.namespace, `@Pattern` and `@Size(min = 1, max = 150)`. */
const NAMESPACE = /^[a-z0-9][a-z0-9._-]*$/;
const MAX_NAMESPACE_LENGTH = 150;

/** Whether an id follows OpenLineage's naming, as inferred assets do: no id accepted by Kestra contains a slash. */
export function isInferredId(id: string): boolean {
  return id.includes("/");
}

/** The reason why Kestra rejects this text as an asset id, or undefined. */
export function idProblem(id: string): string | undefined {
  if (id.length <= MAX_ID_LENGTH && ID.test(id)) return undefined;
  if (id.trim() === "") return "an id must not be blank";
  if (id.length > MAX_ID_LENGTH)
    return `an id has at most ${MAX_ID_LENGTH} characters, but this one has ${id.length}`;
  return 'an id starts with a letter or digit and contains only letters, digits, ".", "_", ":" and "-"';
}

/** The reason why Kestra rejects every value of this pattern, or undefined. */
export function patternProblem(pattern: string): string | undefined {
  const literal = pattern.replaceAll("*", "");
  if (literal.length > MAX_ID_LENGTH) return idProblem(literal);
  const problem = literal === "" ? undefined : idProblem(literal);
  // Any hole can be empty, and a leading one can supply the first letter or digit.
  return problem !== undefined && pattern.startsWith("*") ? idProblem(`x${literal}`) : problem;
}

/** The reason why Kestra rejects this text as the namespace of an asset, or undefined. */
export function namespaceProblem(namespace: string): string | undefined {
  if (namespace === "") return "a namespace must not be empty";
  if (namespace.length > MAX_NAMESPACE_LENGTH)
    return `a namespace has at most ${MAX_NAMESPACE_LENGTH} characters, but this one has ${namespace.length}`;
  if (NAMESPACE.test(namespace)) return undefined;
  return 'a namespace starts with a lower-case letter or digit and contains only those, ".", "_" and "-"';
}
