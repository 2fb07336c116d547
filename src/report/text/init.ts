import type { InitializedFile } from "../../workspace/init.ts";

/** The files that `init` wrote, kept or skipped, advice about these, and the next steps. */
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
    "`assets lint` lists findings; `assets lint --update-baseline` hides the current ones.",
    ...(isThere(/\.pre-commit-config\.yaml$/) ? ["`pre-commit install` activates the hook."] : []),
    ...(isThere(/gitlab-ci\.yml$/)
      ? [
          "Commit the files. In the project settings, add a masked variable ASSETS_TOKEN with a project access token (scope `api`).",
        ]
      : []),
    ...(isThere(/workflows/) ? ["Commit the files. The next pull request gets a report."] : []),
  ];
  return ["", "Next:", ...steps.map((step) => `  ${step}`)];
}
