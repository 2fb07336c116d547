import { maskSecrets } from "../model/mask-secrets.ts";
import { count } from "../util/text.ts";
import type { Project } from "./project.ts";

/** What leaves this program, with literal secrets masked and a note that counts them. */
export function withoutSecrets<Value>({ note }: Pick<Project, "note">, value: Value): Value {
  const masked = maskSecrets(value);
  if (masked.count > 0) {
    note(
      `note: ${count(masked.count, "text")} with a literal password, token or key masked; use secret() instead`,
    );
  }
  return masked.value;
}
