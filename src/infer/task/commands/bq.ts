import type { Side } from "../../../model/model.ts";
import { changeText, patternText, type Text } from "../../resource/text.ts";
import { uriScheme } from "../../resource/uri.ts";
import { readArguments } from "./arguments.ts";
import type { CommandUse, Use } from "./command-use.ts";
import type { Word } from "./shell-words.ts";

/** `bq load dataset.table gs://bucket/file`, `bq extract dataset.table gs://bucket/file`. */
export function readBq(words: readonly Word[]): CommandUse | undefined {
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
