import { get } from "../../../flows/flow.ts";
import { scalarOffsets } from "../../../flows/scalar-offset.ts";
import { scalarText } from "../../../flows/scalar-text.ts";
import type { YamlMap, YamlScalar } from "../../../flows/yaml-node.ts";
import { findProperty, scalarsIn } from "../properties.ts";
import type { ReadingGap } from "../reading.ts";
import { distinctSigns, languagesOf, readProgram, type Sign } from "./read-program.ts";

/** The gaps of the programs in a task: the properties `names`, and the program files among its `inputFiles`. */
export function programGaps(
  node: YamlMap,
  type: string,
  names: readonly string[],
  source: string,
): readonly ReadingGap[] {
  const languages = languagesOf(`${type}.`);
  const scripts = names.flatMap((name) => {
    const property = findProperty(node, name);
    const scalars = property === undefined ? [] : scalarsIn(property);
    return scalars.flatMap((scalar) =>
      signGaps("the script uses", readProgram(scalarText(scalar), languages), scalar, source),
    );
  });
  const files = get(node, "inputFiles");
  const inline = files?.kind === "map" ? files.entries : [];
  return [
    ...scripts,
    ...inline.flatMap(({ key, value }) => {
      const ofFile = languagesOf(key.text);
      if (value.kind !== "scalar" || ofFile.length === 0) return [];
      return signGaps(`the file ${key.text} uses`, readProgram(scalarText(value), ofFile), value, source);
    }),
  ];
}

/** The gap of signs in one text, at the first of them. */
export function signGaps(
  subject: string,
  found: readonly Sign[],
  scalar: YamlScalar,
  source: string,
): readonly ReadingGap[] {
  const signs = distinctSigns(found);
  const [first] = signs;
  if (first === undefined) return [];
  const shown = signs.slice(0, MOST_NAMES).map(({ name }) => name);
  const others = signs.length > MOST_NAMES ? ["others"] : [];
  const names = [...shown, ...others];
  const list = names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  const message = `unknown data access: ${subject} ${list}`;
  return [{ scalar, offset: scalarOffsets(source, scalar)(first.offset), message }];
}

const MOST_NAMES = 3;
