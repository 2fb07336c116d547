import type { Side } from "../../../model/model.ts";
import { patternText } from "../../resource/text.ts";
import { below } from "../../resource/uri.ts";
import { readArguments } from "./arguments.ts";
import type { CommandUse, Use } from "./command-use.ts";
import type { Word } from "./shell-words.ts";

/** `az storage blob upload`, `download` and the like. */
export function readAz(words: readonly Word[]): CommandUse | undefined {
  const { positional, options } = readArguments(words, "-");
  const [area, kind, action] = positional.map(({ text }) => patternText(text));
  if (area !== "storage" || (kind !== "blob" && kind !== "container")) return undefined;
  const option = (...names: readonly string[]) =>
    names.map((name) => options.get(name)).find((word) => word !== undefined);
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
