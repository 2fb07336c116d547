import { pathToFileURL } from "node:url";
import {
  type Diagnostic,
  DiagnosticSeverity,
  type Location,
  type Range as LspRange,
} from "vscode-languageserver/node";
import type { Finding } from "../lint/finding.ts";
import type { Range } from "../lint/range.ts";
import { escapeControlChars } from "../util/escape-control-chars.ts";

/** Places count lines and columns from 1, the protocol from 0; both in UTF-16 units. */
export function toLspRange({ line, column, endLine, endColumn }: Range): LspRange {
  return {
    start: { line: line - 1, character: column - 1 },
    end: { line: endLine - 1, character: endColumn - 1 },
  };
}

/** @param uriOf the address of a file by its name in places */
export function toLocation(range: Range, uriOf: (name: string) => string): Location {
  return { uri: uriOf(range.file), range: toLspRange(range) };
}

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  notice: DiagnosticSeverity.Information,
} as const;

/** Documentation of the rules, a page of the package. */
const RULES = new URL("../../docs/rules.md", import.meta.url);

export function toDiagnostic(
  { message, range, related = [], rule, severity }: Finding,
  uriOf: (name: string) => string,
): Diagnostic {
  return {
    ...{ source: "assets", code: rule, message: escapeControlChars(message) },
    ...{ range: toLspRange(range), severity: SEVERITIES[severity] },
    codeDescription: { href: `${RULES.href}#${rule}` },
    ...(related.length > 0 && {
      relatedInformation: related.map((place) => ({
        location: toLocation(place.range, uriOf),
        message: escapeControlChars(place.message),
      })),
    }),
  };
}

export function uriOfPath(path: string): string {
  return pathToFileURL(path).href;
}
