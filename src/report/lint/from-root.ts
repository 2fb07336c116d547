import type { Finding } from "../../lint/finding.ts";
import type { Range } from "../../lint/range.ts";
import { anyTextOf } from "../../util/reg-exp.ts";
import { type RootPath, rootPath } from "../root-paths.ts";
import type { LintReport } from "./lint-report.ts";

/** Lint results with all paths relative to the root of the git repository, also in messages. */
export function lintFromRoot(report: LintReport): LintReport {
  if (report.pathPrefix === "") return report;
  const toRoot = rootPath(report.pathPrefix);
  return {
    ...report,
    pathPrefix: "",
    findings: report.findings.map((finding) => findingFromRoot(finding, toRoot)),
  };
}

function findingFromRoot(finding: Finding, toRoot: RootPath): Finding {
  const { range, related, message } = finding;
  const places = [range, ...(related ?? []).map((place) => place.range)];
  const words = (text: string) => messageFromRoot(text, places, toRoot);
  return {
    ...finding,
    range: rangeFromRoot(range, toRoot),
    message: words(message),
    ...(related && {
      related: related.map((place) => ({
        ...place,
        range: rangeFromRoot(place.range, toRoot),
        message: words(place.message),
      })),
    }),
  };
}

/** Messages contain related places. The longest is replaced first, because `b.yml:1:1` is a part of `sub.yml:1:1`. */
function messageFromRoot(text: string, places: readonly Range[], toRoot: RootPath): string {
  const moved = new Map(places.map((range) => [at(range), at(rangeFromRoot(range, toRoot))]));
  const names = [...moved.keys()].sort((a, b) => b.length - a.length);
  return text.replace(new RegExp(anyTextOf(names), "g"), (name) => moved.get(name) ?? name);
}

/** A place in the form of lint messages. */
function at({ file, line, column }: Range): string {
  return `${file}:${line}:${column}`;
}

function rangeFromRoot(range: Range, toRoot: RootPath): Range {
  return { ...range, file: toRoot(range.file) };
}
