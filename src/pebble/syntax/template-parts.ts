import { Failure } from "../values/failure.ts";
import type { Dialect } from "./dialect.ts";
import { parsedTemplate } from "./parse-cache.ts";

/** A piece of a template: literal text, or an expression with its braces. */
export type TemplatePart = string | { readonly expression: string };

/** The literal texts and expressions of a template. Undefined for a template with tags or a syntax error. */
export function templateParts(source: string, dialect: Dialect): readonly TemplatePart[] | undefined {
  let body: ReturnType<typeof parsedTemplate>["body"];
  try {
    body = parsedTemplate(source, dialect).body;
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
  const parts: TemplatePart[] = [];
  for (const statement of body) {
    if (statement.type === "text") parts.push(statement.text);
    else if (statement.type === "print")
      parts.push({ expression: source.slice(statement.start, statement.end) });
    else return undefined;
  }
  return parts;
}
