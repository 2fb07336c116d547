import { scalarOffsets } from "../../flows/scalar-offset.ts";
import { scalarText } from "../../flows/scalar-text.ts";
import type { Side } from "../../model/model.ts";
import type { Resource } from "../resource/resource.ts";
import { changeText, isLiteral, literalCharacters, patternText, type Text } from "../resource/text.ts";
import { below, uriResource, uriScheme } from "../resource/uri.ts";
import type { Properties, PropertyText } from "./properties.ts";
import { safeExcerpt } from "./read-touch.ts";
import type { Access, PartReading, Sink, Source, TaskFlow } from "./reading.ts";
import { splitCommands, type Word } from "./shell-words.ts";

export interface CommandsReading extends PartReading {
  /** Whether each command is known: nothing else makes files of what it reads. */
  readonly understood: boolean;
}

/** A command, and what it does with one of its words. */
interface Use {
  readonly side: Side;
  readonly word: Word;
  readonly folder?: boolean;
  /** The resource, where the word alone does not say it. */
  readonly resource?: Resource;
}

interface CommandUse {
  readonly from: readonly (Use | { readonly local: Word })[];
  readonly to: readonly (Use | { readonly local: Word })[];
}

/** What shell commands copy, list, make and remove. Commands that are not known say nothing. */
export function readCommands(
  property: PropertyText,
  properties: Properties,
  source: string,
): CommandsReading {
  const accesses: Access[] = [];
  const flows: TaskFlow[] = [];
  let understood = true;
  const behind = properties.choicesBehind(property.scalar);
  const raw = scalarText(property.scalar);
  const offsets = scalarOffsets(source, property.scalar);
  let from = 0;
  for (const { words, text } of splitCommands(property.text)) {
    const use = readCommand(words);
    if (use === undefined) {
      understood &&= isHarmless(words);
      continue;
    }
    const evidence = evidenceOf(words, use);
    const accessOf = (each: Use): Access | undefined => {
      const resource = each.resource ?? uriResource(each.word.text, each.folder === true);
      if (resource === undefined || saysNothing(resource)) return undefined;
      const literal = each.word.text.find((fragment) => typeof fragment === "string") ?? "";
      const found = raw.indexOf(typeof literal === "string" ? literal : "", from);
      if (found !== -1) from = found;
      const access: Access = {
        side: each.side,
        resource,
        certain: isLiteral(resource.namespace) && isLiteral(resource.name),
        scalar: property.scalar,
        offset: found === -1 ? property.scalar.span.start : offsets(found),
        evidence,
        behind,
      };
      accesses.push(access);
      return access;
    };
    const sources = use.from.flatMap((each): Source[] => {
      if ("local" in each) return localSources(each.local, property);
      const access = accessOf(each);
      return access ? [{ kind: "access", access }] : linksIn(each.word, property);
    });
    const sinks = use.to.flatMap((each): Sink[] => {
      if ("local" in each) return [localFile(each.local)];
      const access = accessOf(each);
      return access ? [{ kind: "access", access }] : [];
    });
    if (sources.length > 0 && sinks.length > 0) flows.push({ sources, sinks });
    // The words of the next command stand behind.
    const end = literalCharacters(text);
    const next = raw.indexOf(end, from);
    if (next !== -1 && end !== "") from = next + end.length;
  }
  return { accesses, flows, gaps: [], understood };
}

/** The tool, what it does, and the resources: never the value of an option. */
function evidenceOf(words: readonly Word[], { from, to }: CommandUse): string {
  const tool = words.slice(0, 3).map(({ text }) => patternText(text));
  const names = tool.filter((word, index) => index === 0 || /^[a-z][a-z0-9-]*$/.test(word));
  const uses = [...from, ...to].map((each) => ("local" in each ? each.local : each.word));
  return [...names, ...uses.map(({ text }) => safeExcerpt(patternText(text)))].join(" ");
}

function saysNothing({ namespace, name }: Resource): boolean {
  return (
    literalCharacters(namespace).replace(/^[a-z0-9-]+:\/\//, "") === "" &&
    literalCharacters(name).replace("/", "") === ""
  );
}

/** Commands that read and write no file that lineage could pass through. */
function isHarmless(words: readonly Word[]): boolean {
  return /^(?:|cd|echo|mkdir|ls|set|export|cat|pwd|sleep|exit|true|test|\[|if|then|else|fi|done|pip|pip3|apt|apt-get|apk|aws|gcloud|gsutil|bq|az|kubectl)$/.test(
    patternText(words[0]?.text ?? []),
  );
}

function localSources(word: Word, property: PropertyText): Source[] {
  const links = linksIn(word, property);
  return links.length > 0 ? links : [localFile(word)];
}

function linksIn(word: Word, { expressions }: PropertyText): Source[] {
  return word.text.flatMap((fragment): Source[] => {
    const expression = expressions.get(fragment);
    return expression === undefined ? [] : [{ kind: "link", expression }];
  });
}

function localFile({ text }: Word): { readonly kind: "file"; readonly name?: string } {
  if (!isLiteral(text)) return { kind: "file" };
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

/** Options that stand alone, so that the word behind them is none of theirs. */
const FLAGS = new Set([
  "--recursive",
  "--delete",
  "--quiet",
  "--dryrun",
  "--no-progress",
  "--only-show-errors",
  "--force",
  "--no-sign-request",
  "--human-readable",
  "--summarize",
  "--exact-timestamps",
  "--size-only",
  "--sse",
  "--no-clobber",
  "--follow-symlinks",
  "--no-follow-symlinks",
  "--delete-unmatched-destination-objects",
  "--debug",
  "--no-verify-ssl",
  "--no-paginate",
  "--quiet=true",
  "--replace",
  "--noreplace",
  "--autodetect",
  "--overwrite",
]);

interface Arguments {
  readonly positional: readonly Word[];
  readonly options: ReadonlyMap<string, Word>;
  readonly flags: ReadonlySet<string>;
}

/** @param dashes how an option that takes the next word as its value begins */
function readArguments(words: readonly Word[], dashes: "--" | "-", valued?: ReadonlySet<string>): Arguments {
  const positional: Word[] = [];
  const options = new Map<string, Word>();
  const flags = new Set<string>();
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    const text = patternText(word.text);
    if (!text.startsWith("-") || text === "-") {
      positional.push(word);
      continue;
    }
    const equals = text.indexOf("=");
    if (equals !== -1) {
      const value = changeText(word.text, (whole) => whole.slice(whole.indexOf("=") + 1));
      if (value !== undefined) options.set(text.slice(0, equals), { text: value });
      continue;
    }
    const next = words[at + 1];
    const takes = valued === undefined ? text.startsWith(dashes) && !FLAGS.has(text) : valued.has(text);
    if (takes && next !== undefined && !patternText(next.text).startsWith("-")) {
      options.set(text, next);
      at += 1;
    } else flags.add(text);
  }
  return { positional, options, flags };
}

function readAws(words: readonly Word[]): CommandUse | undefined {
  const { positional, options, flags } = readArguments(words, "--");
  const [service, action = "", ...rest] = positional.map(({ text }) => patternText(text));
  const operands = positional.slice(2);
  if (service === "s3") {
    const recursive = flags.has("--recursive") || action === "sync";
    switch (action) {
      case "cp":
      case "mv":
      case "sync":
        return copy(operands[0], operands[1], recursive, "s3");
      case "rm":
        return write(operands[0], recursive);
      case "ls":
        return read(operands[0], true);
      case "mb":
      case "rb":
        return write(operands[0], false);
      default:
        return undefined;
    }
  }
  if (service !== "s3api" || rest.length > 1) return undefined;
  const bucket = options.get("--bucket");
  if (bucket === undefined) return undefined;
  const key = options.get("--key");
  const object = (name: Word | undefined): Word => ({
    text: ["s3://", ...bucket.text, ...(name ? ["/", ...name.text] : [])],
  });
  switch (action) {
    case "create-bucket":
    case "delete-bucket":
      return write(object(undefined), false);
    case "delete-object":
      return key && write(object(key), false);
    case "put-object": {
      const body = options.get("--body");
      return key && { from: body ? [{ local: body }] : [], to: [{ side: "outputs", word: object(key) }] };
    }
    case "get-object": {
      const file = operands[0];
      return key && { from: [{ side: "inputs", word: object(key) }], to: file ? [{ local: file }] : [] };
    }
    case "list-objects":
    case "list-objects-v2":
      return read(object(options.get("--prefix")), true);
    default:
      return undefined;
  }
}

/** `gsutil` and `gcloud storage`, which take the same words. */
function readCopyTool(words: readonly Word[], scheme: string): CommandUse | undefined {
  const valued = new Set([
    "-a",
    "-h",
    "-o",
    "-c",
    "-l",
    "-p",
    "-x",
    "-i",
    "-u",
    "--location",
    "--project",
    "--exclude",
    "--acl",
  ]);
  const { positional, flags } = readArguments(words, "--", valued);
  const [action, ...operands] = positional;
  const recursive = ["-r", "-R", "--recursive"].some((flag) => flags.has(flag));
  switch (action && patternText(action.text)) {
    case "cp":
    case "mv":
      return copy(operands[0], operands.at(-1), recursive, scheme, operands.slice(0, -1));
    case "rsync":
      return copy(operands[0], operands[1], true, scheme);
    case "rm":
      return write(operands[0], recursive);
    case "ls":
      return read(operands[0], true);
    case "cat":
      return read(operands[0], false);
    case "mb":
    case "rb":
      return write(operands[0], false);
    case "buckets": {
      const [verb, bucket] = operands;
      const changes = verb !== undefined && /^(?:create|delete)$/.test(patternText(verb.text));
      return changes ? write(bucket, false) : undefined;
    }
    default:
      return undefined;
  }
}

function read(word: Word | undefined, folder: boolean): CommandUse | undefined {
  if (word === undefined || uriScheme(word.text) === undefined) return undefined;
  return { from: [{ side: "inputs", word, folder }], to: [] };
}

function write(word: Word | undefined, folder: boolean): CommandUse | undefined {
  if (word === undefined || uriScheme(word.text) === undefined) return undefined;
  return { from: [], to: [{ side: "outputs", word, folder }] };
}

/** Copies words to the last one. A target that ends with a slash is a folder for one file. */
function copy(
  first: Word | undefined,
  target: Word | undefined,
  recursive: boolean,
  scheme: string,
  all?: readonly Word[],
): CommandUse | undefined {
  if (first === undefined || target === undefined || first === target) return undefined;
  const sources = all !== undefined && all.length > 0 ? all : [first];
  const isRemote = (word: Word) => uriScheme(word.text) !== undefined;
  const from = sources.map((word): CommandUse["from"][number] =>
    isRemote(word) ? { side: "inputs", word, folder: recursive } : { local: word },
  );
  const to = sources.map((word): CommandUse["to"][number] =>
    isRemote(target)
      ? { side: "outputs", word: recursive ? target : targetFile(word, target, scheme), folder: recursive }
      : { local: localTarget(word, target) },
  );
  return { from, to };
}

function targetFile(source: Word, target: Word, scheme: string): Word {
  const text = patternText(target.text);
  if (!text.endsWith("/") && text.replace(`${scheme}://`, "").includes("/")) return target;
  const file = changeText(source.text, (path) => path.slice(path.lastIndexOf("/") + 1)) ?? [];
  return { text: [...target.text, ...(text.endsWith("/") ? [] : ["/"]), ...file] };
}

function localTarget(source: Word, target: Word): Word {
  const text = patternText(target.text);
  if (text !== "." && !text.endsWith("/")) return target;
  const file =
    changeText(source.text, (path) => path.replace(/\/$/, "").slice(path.lastIndexOf("/") + 1)) ?? [];
  return text === "." || text === "./" ? { text: file } : { text: [...target.text, ...file] };
}

/** `bq load dataset.table gs://bucket/file`, `bq extract dataset.table gs://bucket/file`. */
function readBq(words: readonly Word[]): CommandUse | undefined {
  const { positional, options } = readArguments(words, "--");
  const [action, first, second] = positional;
  const project = options.get("--project_id");
  const table = (word: Word | undefined, side: Side): Use[] => {
    if (word === undefined) return [];
    const name =
      changeText(word.text, (text) => text.replace(":", ".").replace(/\$[0-9]+$/, "")) ?? word.text;
    const isFull = patternText(name).split(".").length > 2;
    const full: Text = isFull || project === undefined ? name : [...project.text, ".", ...name];
    return [
      {
        side,
        word,
        resource: { namespace: ["bigquery"], name: full, system: "bigquery", kind: "table", table: name },
      },
    ];
  };
  const file = (word: Word | undefined, side: Side): CommandUse["from"] => {
    if (word === undefined) return [];
    return uriScheme(word.text) === undefined ? [{ local: word }] : [{ side, word }];
  };
  switch (action && patternText(action.text)) {
    case "load":
      return { from: file(second, "inputs"), to: table(first, "outputs") };
    case "extract":
      return { from: table(first, "inputs"), to: file(second, "outputs") };
    case "cp":
      return { from: table(first, "inputs"), to: table(second, "outputs") };
    default:
      return undefined;
  }
}

/** `az storage blob upload`, `download` and the like. */
function readAz(words: readonly Word[]): CommandUse | undefined {
  const { positional, options } = readArguments(words, "-");
  const [area, kind, action] = positional.map(({ text }) => patternText(text));
  if (area !== "storage" || (kind !== "blob" && kind !== "container")) return undefined;
  const option = (...names: readonly string[]) =>
    names.map((name) => options.get(name)).find((each) => each !== undefined);
  const account = option("--account-name");
  const container = kind === "container" ? option("--name", "-n") : option("--container-name", "-c");
  if (account === undefined || container === undefined) return undefined;
  const name = kind === "container" ? undefined : option("--name", "-n");
  const use = (side: Side, folder: boolean): Use => ({
    side,
    word: container,
    resource: {
      namespace: ["wasbs://", ...container.text, "@", ...account.text, ".blob.core.windows.net"],
      name: folder ? below(name?.text ?? []) : (name?.text ?? []),
      system: "wasbs",
      kind: "file",
    },
  });
  const file = option("--file", "-f");
  const locals = file ? [{ local: file }] : [];
  switch (action) {
    case "create":
    case "delete":
      return { from: [], to: [use("outputs", false)] };
    case "upload":
      return { from: locals, to: [use("outputs", false)] };
    case "download":
      return { from: [use("inputs", false)], to: locals };
    case "list":
      return { from: [use("inputs", true)], to: [] };
    default:
      return undefined;
  }
}
