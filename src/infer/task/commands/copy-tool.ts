import { patternText } from "../../resource/text.ts";
import { readArguments } from "./arguments.ts";
import { type CommandUse, copy, read, write } from "./command-use.ts";
import type { Word } from "./shell-words.ts";

/** `gsutil` and `gcloud storage`, which have the same syntax. */
export function readCopyTool(words: readonly Word[], scheme: string): CommandUse | undefined {
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
