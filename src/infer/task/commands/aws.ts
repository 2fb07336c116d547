import { patternText } from "../../resource/text.ts";
import { readArguments } from "./arguments.ts";
import { type CommandUse, copy, read, write } from "./command-use.ts";
import type { Word } from "./shell-words.ts";

/** `aws s3` and `aws s3api`. */
export function readAws(words: readonly Word[]): CommandUse | undefined {
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
