import { escapeRegExp } from "../util/reg-exp.ts";
import type { Problem } from "./problem.ts";
import { type SourceText, sourceText } from "./source-text.ts";

/** The flows of a Terraform file. */
export interface TerraformFlows {
  /** The file as YAML, one document a flow: everything else is blanked, so that places and offsets hold. */
  readonly source: SourceText;
  readonly flows: number;
  /** The literal `namespace` of the resource around an offset. */
  readonly namespaceAt: (offset: number) => string | undefined;
  /** Resources whose content only Terraform can put together. */
  readonly problems: readonly Problem[];
}

export function isTerraform(file: string): boolean {
  return file.endsWith(".tf");
}

const RESOURCE = /^[ \t]*resource[ \t]+"kestra_flow"[ \t]+"([^"\n]*)"[ \t]*\{/gm;
const CONTENT = /^[ \t]*content[ \t]*=[ \t]*/m;
const HEREDOC = /^<<-?([A-Za-z_]\w*)[ \t]*\r?\n/;
const NAMESPACE = /^[ \t]*namespace[ \t]*=[ \t]*"([^"$%\n]*)"/m;
/** `file("${path.module}/flows/load.yml")`: that file is discovered separately. */
const YAML_FILE = /^file\([ \t]*"(?:\$\{path\.module\}\/)?[^"$%\n]*\.ya?ml"[ \t]*\)/;

/**
 * The flows of `kestra_flow` resources. Their content is read if it is a heredoc without Terraform templates; any other
 * content is a problem, because its reads and writes are unknown. Linear in the text.
 */
export function terraformFlows(source: SourceText): TerraformFlows {
  const { text, file } = source;
  const read: { readonly start: number; readonly end: number; readonly namespace: string | undefined }[] = [];
  const pieces: string[] = [];
  let done = 0;
  const problems: Problem[] = [];
  const starts = [...text.matchAll(RESOURCE)];
  for (const [number, match] of starts.entries()) {
    const from = match.index + match[0].length;
    const body = text.slice(from, starts[number + 1]?.index ?? text.length);
    const content = CONTENT.exec(body);
    const problem = (why: string) =>
      problems.push({
        message: `unknown flow in the resource "${match[1]}": ${why}`,
        place: source.place(match.index + match[0].indexOf("resource")),
      });
    if (content === null) {
      problem('it has no "content"');
      continue;
    }
    const rest = body.slice(content.index + content[0].length);
    const heredoc = HEREDOC.exec(rest);
    if (heredoc === null) {
      if (!YAML_FILE.test(rest)) problem("its content is a Terraform expression instead of a heredoc");
      continue;
    }
    const yaml = rest.slice(heredoc[0].length);
    const end = new RegExp(`^[ \\t]*${escapeRegExp(heredoc[1] ?? "")}[ \\t]*\\r?$`, "m").exec(yaml);
    if (end === null) {
      problem(`its heredoc does not end with "${heredoc[1]}"`);
      continue;
    }
    const written = yaml.slice(0, end.index);
    if (/(?<![$%])[$%]\{/.test(written)) {
      problem("its content contains Terraform templates");
      continue;
    }
    const start = from + content.index + content[0].length + heredoc[0].length;
    const stop = start + written.length;
    const namespace = NAMESPACE.exec(
      body.slice(0, content.index) + rest.slice(heredoc[0].length + end.index),
    )?.[1];
    // The line of the resource is replaced by a document separator.
    const line = match.index;
    pieces.push(blank(text.slice(done, line)), SEPARATOR, blank(text.slice(line + SEPARATOR.length, start)));
    // `$${` is how Terraform writes `${`; the blank keeps all places.
    pieces.push(written.replace(/([$%])\1\{/g, " $1{"));
    done = stop;
    read.push({ start, end: stop, namespace });
  }
  pieces.push(blank(text.slice(done)));
  return {
    source: sourceText(file, pieces.join("")),
    flows: read.length,
    namespaceAt: (offset) => read.find(({ start, end }) => start <= offset && offset <= end)?.namespace,
    problems,
  };
}

const SEPARATOR = "---";

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}
