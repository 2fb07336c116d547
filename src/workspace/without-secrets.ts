import { maskSecrets } from "../model/mask-secrets.ts";
import { count } from "../util/text.ts";
import type { Project } from "./project.ts";

/** A value for output, with literal secrets masked and a note with their number. */
export function withoutSecrets<Value>({ note }: Pick<Project, "note">, value: Value): Value {
  const masked = maskSecrets(value);
  if (masked.count > 0) {
    note(
      `note: ${count(masked.count, "text")} with a literal password, token or key masked; use secret() instead`,
    );
  }
  return masked.value;
}
