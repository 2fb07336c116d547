import type { Side } from "../../../model/model.ts";
import type { Resource } from "../../resource/resource.ts";
import { changeText, patternText } from "../../resource/text.ts";
import { uriScheme } from "../../resource/uri.ts";
import type { Word } from "./shell-words.ts";

/** The use of one word of a command. */
export interface Use {
  readonly side: Side;
  readonly word: Word;
  readonly folder?: boolean;
  /** The resource, if it differs from the word. */
  readonly resource?: Resource;
}

/** Reads and writes of a command; `local` is a file on the worker. */
export interface CommandUse {
  readonly from: readonly (Use | { readonly local: Word })[];
  readonly to: readonly (Use | { readonly local: Word })[];
}

/** Reads one remote resource. */
export function read(word: Word | undefined, folder: boolean): CommandUse | undefined {
  if (word === undefined || uriScheme(word.text) === undefined) return undefined;
  return { from: [{ side: "inputs", word, folder }], to: [] };
}

/** Writes or removes one remote resource. */
export function write(word: Word | undefined, folder: boolean): CommandUse | undefined {
  if (word === undefined || uriScheme(word.text) === undefined) return undefined;
  return { from: [], to: [{ side: "outputs", word, folder }] };
}

/** Copies words to the last one. A target with a slash at its end is a folder, even for one file. */
export function copy(
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
