import { scalarOffsets } from "../../../flows/scalar-offset.ts";
import { scalarText } from "../../../flows/scalar-text.ts";
import type { Resource } from "../../resource/resource.ts";
import { isConstant, literalCharacters, patternText } from "../../resource/text.ts";
import { uriResource } from "../../resource/uri.ts";
import type { ProgramReader } from "../programs/program-reader.ts";
import { languageOfFile, type Sign } from "../programs/read-program.ts";
import type { Properties, PropertyText } from "../properties.ts";
import { safeExcerpt } from "../read-touch.ts";
import type { Access, DataSource, PartReading, Sink, TaskFlow } from "../reading.ts";
import { readAws } from "./aws.ts";
import { readAz } from "./az.ts";
import { readBq } from "./bq.ts";
import type { CommandUse, Use } from "./command-use.ts";
import { readCopyTool } from "./copy-tool.ts";
import { dataCommand } from "./data-command.ts";
import { splitCommands, type Word } from "./shell-words.ts";

export interface CommandsReading extends PartReading {
  /** Whether all commands are known, so that no other one writes files. */
  readonly understood: boolean;
}

/**
 * Reads and writes of shell commands. Those of unknown commands are unknown.
 *
 * @param programs absent: gaps are of no interest
 */
export function readCommands(
  property: PropertyText,
  properties: Properties,
  source: string,
  programs: ProgramReader | undefined,
): CommandsReading {
  const accesses: Access[] = [];
  const flows: TaskFlow[] = [];
  const unknown: Sign[] = [];
  const files = new Set<string>();
  let understood = true;
  const dependsOn = properties.choicesOf(property.scalar);
  const raw = scalarText(property.scalar);
  const offsets = scalarOffsets(source, property.scalar);
  let from = 0;
  for (const { words, text } of splitCommands(property.text)) {
    const use = readCommand(words);
    if (use === undefined) {
      understood &&= isHarmless(words);
      const tool = dataCommand(words);
      if (tool !== undefined && !unknown.some(({ name }) => name === tool))
        unknown.push({ name: tool, offset: Math.max(0, raw.indexOf(tool.split(" ")[0] ?? "", from)) });
      for (const { text: word } of words)
        if (isConstant(word) && languageOfFile(word.join("")).length > 0) files.add(word.join(""));
      continue;
    }
    const evidence = evidenceOf(words, use);
    const accessOf = (operand: Use): Access | undefined => {
      const resource = operand.resource ?? uriResource(operand.word.text, operand.folder === true);
      if (resource === undefined || saysNothing(resource)) return undefined;
      const literal = operand.word.text.find((fragment) => typeof fragment === "string") ?? "";
      const found = raw.indexOf(typeof literal === "string" ? literal : "", from);
      if (found !== -1) from = found;
      const access: Access = {
        side: operand.side,
        resource,
        certain: isConstant(resource.namespace) && isConstant(resource.name),
        scalar: property.scalar,
        offset: found === -1 ? property.scalar.span.start : offsets(found),
        evidence,
        dependsOn,
      };
      accesses.push(access);
      return access;
    };
    const sources = use.from.flatMap((operand): DataSource[] => {
      if ("local" in operand) return localSources(operand.local, property);
      const access = accessOf(operand);
      return access ? [{ kind: "access", access }] : linksIn(operand.word, property);
    });
    const sinks = use.to.flatMap((sink): Sink[] => {
      if ("local" in sink) return [localFile(sink.local)];
      const access = accessOf(sink);
      return access ? [{ kind: "access", access }] : [];
    });
    if (sources.length > 0 && sinks.length > 0) flows.push({ sources, sinks });
    // The words of the next command follow.
    const end = literalCharacters(text);
    const next = raw.indexOf(end, from);
    if (next !== -1 && end !== "") from = next + end.length;
  }
  const gaps = programs?.inCommands(property.scalar, unknown, files) ?? [];
  return { accesses, flows, gaps, understood };
}

/** The tool, its command and the resources, never the value of an option. */
function evidenceOf(words: readonly Word[], { from, to }: CommandUse): string {
  const tool = words.slice(0, 3).map(({ text }) => patternText(text));
  const names = tool.filter((word, index) => index === 0 || /^[a-z][a-z0-9-]*$/.test(word));
  const uses = [...from, ...to].map((operand) => ("local" in operand ? operand.local : operand.word));
  return [...names, ...uses.map(({ text }) => safeExcerpt(patternText(text)))].join(" ");
}

function saysNothing({ namespace, name }: Resource): boolean {
  return (
    literalCharacters(namespace).replace(/^[a-z0-9-]+:\/\//, "") === "" &&
    literalCharacters(name).replace("/", "") === ""
  );
}

/** Commands without files that lineage could pass through. */
function isHarmless(words: readonly Word[]): boolean {
  return /^(?:|cd|echo|mkdir|ls|set|export|cat|pwd|sleep|exit|true|test|\[|if|then|else|fi|done|pip|pip3|apt|apt-get|apk|aws|gcloud|gsutil|bq|az|kubectl)$/.test(
    patternText(words[0]?.text ?? []),
  );
}

function localSources(word: Word, property: PropertyText): DataSource[] {
  const links = linksIn(word, property);
  return links.length > 0 ? links : [localFile(word)];
}

function linksIn(word: Word, { expressions }: PropertyText): DataSource[] {
  return word.text.flatMap((fragment): DataSource[] => {
    const expression = expressions.get(fragment);
    return expression === undefined ? [] : [{ kind: "link", expression }];
  });
}

function localFile({ text }: Word): { readonly kind: "file"; readonly name?: string } {
  if (!isConstant(text)) return { kind: "file" };
  const name = text.join("").replace(/^\.\//, "").replace(/\/$/, "");
  return name === "" || name === "." || name === "-" ? { kind: "file" } : { kind: "file", name };
}

function readCommand(words: readonly Word[]): CommandUse | undefined {
  const [tool = "", ...rest] = words.map(({ text }) => patternText(text));
  switch (tool.replace(/^.*\//, "")) {
    case "aws":
      return readAws(words.slice(1));
    case "gsutil":
      return readCopyTool(words.slice(1), "gs");
    case "gcloud": {
      const at = rest.indexOf("storage");
      return at === -1 ? undefined : readCopyTool(words.slice(at + 2), "gs");
    }
    case "bq":
      return readBq(words.slice(1));
    case "az":
      return readAz(words.slice(1));
    default:
      return undefined;
  }
}
