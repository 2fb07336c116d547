import type { InitializedFile } from "../../workspace/init.ts";

/** The files that `init` wrote, kept or did not write, what to do about these, and what comes next. */
export function initText(files: readonly InitializedFile[]): string {
  const lines = files.flatMap(({ path, state, advice }) => {
    const line = `${state.padEnd(7)}  ${path}`;
    return advice === undefined ? [line] : [line, advice];
  });
  return `${[...lines, ...nextSteps(files)].join("\n")}\n`;
}

function nextSteps(files: readonly InitializedFile[]): string[] {
  const isThere = (name: RegExp) => files.some(({ path, state }) => name.test(path) && state !== "skipped");
  const steps = [
    "`assets lint` shows what there is to correct, and `assets lint --update-baseline` hides it until later.",
    ...(isThere(/\.pre-commit-config\.yaml$/)
      ? ["`pre-commit install` lets the hook run before each commit."]
      : []),
    ...(isThere(/gitlab-ci\.yml$/)
      ? [
          "Commit the files; in the settings of the project add the variable ASSETS_TOKEN, a project access token with the scope `api`, masked.",
        ]
      : []),
    ...(isThere(/workflows/) ? ["Commit the files; the next pull request has the report."] : []),
  ];
  return ["", "Next:", ...steps.map((step) => `  ${step}`)];
}
