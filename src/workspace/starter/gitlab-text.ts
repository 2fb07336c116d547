import { type ProgramSource, programCalls } from "./program-source.ts";

/**
 * A job that lints and reports on merge requests. The job token of GitLab cannot write notes, so a project access token
 * does; without `ASSETS_TOKEN` the report is an artifact only. Source: GitLab's documentation of the notes API.
 *
 * @param prefix folder of the configuration from the root, with a slash at its end, or ""
 */
export function gitlabText(source: ProgramSource, prefix: string): string {
  const { install, assets } = programCalls(source);
  const folder = prefix.replace(/\/$/, "");
  const name = folder === "" ? "assets" : `assets of ${folder}`;
  return `${JSON.stringify(name)}:
  image: node:22
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  variables:
    # The comparison needs the merge base.
    GIT_DEPTH: "0"
  script:
    - ${install}
    - cd ${JSON.stringify(folder === "" ? "." : folder)}
    - ${assets} diff --format markdown --fail-on never "$CI_MERGE_REQUEST_DIFF_BASE_SHA" > "$CI_PROJECT_DIR/assets-report.md"
    - |
      # One note, which later runs update. ASSETS_TOKEN is a project access token with the scope "api".
      node --input-type=module <<'SCRIPT'
${indented(NOTE_SCRIPT)}
      SCRIPT
    - ${assets} lint --settings-from "$CI_MERGE_REQUEST_DIFF_BASE_SHA" --format text --format gitlab="$CI_PROJECT_DIR/gl-code-quality-report.json"
  artifacts:
    when: always
    paths:
      - assets-report.md
    reports:
      codequality: gl-code-quality-report.json
`;
}

const NOTE_SCRIPT = `import { readFileSync } from "node:fs";
const { ASSETS_TOKEN, CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID, CI_JOB_NAME, CI_PROJECT_DIR } = process.env;
const notes = CI_API_V4_URL + "/projects/" + CI_PROJECT_ID + "/merge_requests/" + CI_MERGE_REQUEST_IID + "/notes";
const ask = async (url, options = {}) => {
  const headers = { "PRIVATE-TOKEN": ASSETS_TOKEN, "content-type": "application/json" };
  const answer = await fetch(url, { headers, ...options });
  if (!answer.ok) throw new Error("GitLab rejected the note: " + answer.status + " " + (await answer.text()));
  return answer;
};
if (!ASSETS_TOKEN) console.log("ASSETS_TOKEN is not set: the report is an artifact only");
else {
  const marker = "<!-- flow-assets: " + CI_JOB_NAME + " -->";
  const me = (await (await ask(CI_API_V4_URL + "/user")).json()).id;
  let mine;
  for (let page = "1"; page && !mine; ) {
    const answer = await ask(notes + "?per_page=100&page=" + page);
    mine = (await answer.json()).find(({ author, body }) => author.id === me && body.startsWith(marker));
    page = answer.headers.get("x-next-page");
  }
  const body = JSON.stringify({ body: marker + "\\n" + readFileSync(CI_PROJECT_DIR + "/assets-report.md", "utf8") });
  await ask(mine ? notes + "/" + mine.id : notes, { method: mine ? "PUT" : "POST", body });
}`;

function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => `      ${line}`)
    .join("\n");
}
