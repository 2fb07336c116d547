import { argumentValue, isList, missingArguments } from "../blueprint/argument-values.ts";
import type { BlueprintArgument } from "../blueprint/read-blueprint.ts";
import { report } from "../report/report.ts";
import { blueprintsText, questionText } from "../report/text/blueprints.ts";
import { AssetsError, type ExitCode } from "../util/errors.ts";
import type { CommandAction, CommandContext } from "./context.ts";
import type { OptionsOf } from "./options.ts";

export const run: CommandAction<"blueprint", [action: string, paths: readonly string[]]> = async (
  context,
  options,
  action,
  paths,
) => {
  if (action === "list") {
    const workspace = await context.workspace();
    const blueprints = await workspace.blueprints(paths);
    return context.print(
      report("blueprint list", { blueprints }, (text) => blueprintsText(blueprints, text), context),
    );
  }
  const [file, another] = paths;
  if (action !== "render" || file === undefined || another !== undefined) {
    throw new AssetsError(action === "render" ? "one blueprint is required" : `unknown action "${action}"`, {
      hint: "Use `assets blueprint list [paths]` or `assets blueprint render <file>`.",
    });
  }
  return render(context, file, options);
};

async function render(
  context: CommandContext,
  file: string,
  { arg = new Map(), output }: OptionsOf<"blueprint">,
): Promise<ExitCode> {
  const workspace = await context.workspace();
  const blueprint = await workspace.blueprint(file);
  const given = new Map(arg);
  if (context.isInteractive) {
    for (const missing of missingArguments(blueprint, given)) {
      given.set(missing.id, await askFor(missing, context));
    }
  }
  const { text } = await workspace.renderBlueprint(blueprint, given);
  if (context.format === "json")
    return context.print(report("blueprint render", { file, text }, () => text, context));
  await context.write(output, [text]);
  return 0;
}

/** Asks until the answer is a value of the argument. */
async function askFor(argument: BlueprintArgument, context: CommandContext): Promise<readonly string[]> {
  for (;;) {
    const answer = (await context.ask(questionText(argument))).trim();
    const texts = isList(argument) ? answer.split(/(?<!\s)\s*,\s*/) : [answer];
    try {
      argumentValue(argument, texts);
      return texts;
    } catch (error) {
      if (!(error instanceof AssetsError)) throw error;
      context.note(error.hint === undefined ? error.message : `${error.message}. ${error.hint}`);
    }
  }
}
