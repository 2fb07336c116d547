import type { BlueprintArgument } from "../../blueprint/read-blueprint.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { count, firstOf } from "../../util/text.ts";
import type { ListedBlueprint } from "../../workspace/blueprint.ts";
import type { TextOptions } from "../options.ts";

/** Blueprints with their arguments. */
export function blueprintsText(blueprints: readonly ListedBlueprint[], { style }: TextOptions): string {
  const lines = blueprints.flatMap(({ file, title, arguments: args }) => [
    `${style.id(escapeControlChars(file))}${title === undefined ? "" : `  ${escapeControlChars(title)}`}`,
    ...args.map((argument) => `  ${argumentText(argument)}`),
    "",
  ]);
  return `${[...lines, count(blueprints.length, "blueprint")].join("\n")}\n`;
}

function isList(type: string): boolean {
  return type === "MULTISELECT" || type === "ARRAY";
}

/** The question for a missing argument. */
export function questionText(argument: BlueprintArgument): string {
  return `${argumentText(argument)}${isList(argument.type) ? ", separated by commas" : ""}: `;
}

function argumentText({ id, type, displayName, values, defaults, required }: BlueprintArgument): string {
  const parts = [
    `${escapeControlChars(id)}  ${escapeControlChars(type)}`,
    ...(displayName === undefined ? [] : [escapeControlChars(displayName)]),
    ...(values === undefined
      ? []
      : [`${isList(type) ? "some" : "one"} of ${firstOf(values.map(escapeControlChars), 10)}`]),
    ...(defaults === undefined
      ? []
      : [
          `default ${escapeControlChars(typeof defaults === "string" ? defaults : JSON.stringify(defaults))}`,
        ]),
    ...(required ? [] : ["optional"]),
  ];
  return parts.join("  ");
}
