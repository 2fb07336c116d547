import { get } from "../../../flows/flow.ts";
import { scalarOffsets } from "../../../flows/scalar-offset.ts";
import { scalarText } from "../../../flows/scalar-text.ts";
import { sourceText } from "../../../flows/source-text.ts";
import type { YamlMap, YamlScalar } from "../../../flows/yaml-node.ts";
import type { TaskSite } from "../../../resolve/site.ts";
import type { ProgramLanguage } from "../../catalogue/programs.ts";
import { findProperty, scalarsIn } from "../properties.ts";
import type { ReadingGap } from "../reading.ts";
import { type FindSourceFile, findByPath, type SourceFile, sourceFileIn } from "../source-file.ts";
import { distinctSigns, languageOfFile, languagesOfType, readProgram, type Sign } from "./read-program.ts";

/** Finds the data access of programs, which is unknown. Reads each program once for all cases of its task. */
export interface ProgramReader {
  /** Of the properties `names`, and of the programs among `inputFiles`. */
  readonly inProperties: (names: readonly string[]) => readonly ReadingGap[];
  /**
   * Of a text of commands.
   *
   * @param commands those with unknown data access
   * @param files programs that the commands name
   */
  readonly inCommands: (
    scalar: YamlScalar,
    commands: readonly Sign[],
    files: Iterable<string>,
  ) => readonly ReadingGap[];
}

/** @param source the text of the flow file */
export function createProgramReader(
  { task, level }: TaskSite,
  source: string,
  find: FindSourceFile | undefined,
): ProgramReader {
  const { node, type } = task;
  const known = new Map<YamlScalar | string, readonly Sign[]>();
  const signsIn = (
    key: YamlScalar | string,
    text: string,
    languages?: readonly ProgramLanguage[],
  ): readonly Sign[] => {
    const signs = known.get(key) ?? readProgram(text, languages);
    known.set(key, signs);
    return signs;
  };
  const ofText = (
    subject: string,
    scalar: YamlScalar,
    languages: readonly ProgramLanguage[],
  ): readonly ReadingGap[] => {
    const file = sourceFileIn(scalarText(scalar), find);
    if (file !== undefined) return ofFile(scalar, file);
    const signs = signsIn(scalar, scalarText(scalar), languages);
    return signGaps(subject, signs, scalar, source);
  };
  const ofFile = (scalar: YamlScalar, { file, text }: SourceFile): readonly ReadingGap[] => {
    const signs = signsIn(file, text, languageOfFile(file));
    const [first] = signs;
    if (first === undefined) return [];
    const { line } = sourceText(file, text).place(first.offset);
    return [{ scalar, message: `unknown data access: the program uses ${namesOf(signs)} (${file}:${line})` }];
  };
  const ofInputFile = (name: string, scalar: YamlScalar): readonly ReadingGap[] => {
    const languages = languageOfFile(name);
    return languages.length === 0 ? [] : ofText(`the file ${name} uses`, scalar, languages);
  };
  return {
    inProperties: (names) => [
      ...names.flatMap((name) => {
        const property = findProperty(node, name);
        const scalars = property === undefined ? [] : scalarsIn(property);
        return scalars.flatMap((scalar) => ofText("the script uses", scalar, languagesOfType(type)));
      }),
      ...inputFilesOf(node).flatMap(([name, scalar]) => ofInputFile(name, scalar)),
    ],
    inCommands(scalar, commands, files) {
      const signs = [...commands, ...signsIn(scalar, scalarText(scalar))];
      const gaps = [...signGaps("the commands use", signs, scalar, source)];
      const own = new Map(inputFilesOf(node));
      const around = new Map(level.frames.flatMap((frame) => inputFilesOf(frame.task.node)));
      for (const name of files) {
        const shared = around.get(name);
        if (own.has(name)) continue;
        const file = shared === undefined ? findByPath(name, find) : undefined;
        if (shared !== undefined) gaps.push(...ofInputFile(name, shared));
        else if (file !== undefined) gaps.push(...ofFile(scalar, file));
      }
      return gaps;
    },
  };
}

/** The files with their text in the flow. */
function inputFilesOf(node: YamlMap): readonly (readonly [name: string, scalar: YamlScalar])[] {
  const files = get(node, "inputFiles");
  if (files?.kind !== "map") return [];
  return files.entries.flatMap(({ key, value }) =>
    value.kind === "scalar" ? [[key.text, value] as const] : [],
  );
}

/** The gap of signs in one text, at the first of them. */
function signGaps(
  subject: string,
  found: readonly Sign[],
  scalar: YamlScalar,
  source: string,
): readonly ReadingGap[] {
  const signs = distinctSigns(found);
  const [first] = signs;
  if (first === undefined) return [];
  const message = `unknown data access: ${subject} ${namesOf(signs)}`;
  return [{ scalar, offset: scalarOffsets(source, scalar)(first.offset), message }];
}

const MOST_NAMES = 3;

function namesOf(signs: readonly Sign[]): string {
  const names = signs.slice(0, MOST_NAMES).map(({ name }) => name);
  if (signs.length > MOST_NAMES) names.push("others");
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
