// A replacement of `gh api` for the calls of the action. Stores comments in the file GH_STUB_STATE, and responds with
// 403 to the requests named in GH_STUB_REFUSES, "reading" or "writing". Evaluates filters with jq.
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { json } from "jq-wasm";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    method: { type: "string", default: "GET" },
    paginate: { type: "boolean" },
    silent: { type: "boolean" },
    jq: { type: "string", default: "empty" },
    field: { type: "string", short: "F" },
    "raw-field": { type: "string", short: "f" },
  },
});
const [command, path = ""] = positionals;
if (command !== "api") throw new Error(`unsupported command: gh ${command}`);
const file = process.env.GH_STUB_STATE;
const state = JSON.parse(readFileSync(file, "utf8"));
state.calls.push(`${values.method} ${path}`);
state.hosts = [...new Set([...(state.hosts ?? []), process.env.GH_HOST])];
const token = process.env.GH_HOST === "github.com" ? process.env.GH_TOKEN : process.env.GH_ENTERPRISE_TOKEN;
if (!token) finish(1, "gh: To use GitHub CLI in a GitHub Actions workflow, set the GH_TOKEN");

const refused = process.env.GH_STUB_REFUSES;
const [, comment] = /^repos\/example\/flows\/issues\/comments\/(\d+)$/.exec(path) ?? [];
const thread = /^repos\/example\/flows\/issues\/7\/comments(?:\?per_page=100)?$/.test(path);
if (path === "graphql") {
  if (values["raw-field"] !== "query={viewer{login}}") throw new Error("unexpected query");
  await print({ data: { viewer: { login: state.login } } });
} else if (values.method === "GET" && thread) {
  if (refused === "reading") refuse();
  await print(state.comments);
} else if (values.method === "POST" && thread) {
  if (refused) refuse();
  state.comments.push({ id: 100 + state.comments.length, user: { login: state.login }, body: body() });
} else if (values.method === "PATCH" && comment !== undefined) {
  if (refused) refuse();
  state.comments.find(({ id }) => id === Number(comment)).body = body();
} else finish(1, "gh: Not Found (HTTP 404)");
finish(0);

/** `--field body=@<file>` sends the unchanged content of the file. */
function body() {
  return readFileSync(values.field.replace(/^body=@/, ""), "utf8");
}

/** gh provides the environment to filters as `env`; this jq needs the used variables as arguments. */
async function print(answer) {
  const { login = null, marker = null } = process.env;
  const found = await json(answer, `def env: ${JSON.stringify({ login, marker })}; [${values.jq}]`);
  for (const value of found) process.stdout.write(`${value}\n`);
}

function refuse() {
  finish(1, "gh: Resource not accessible by integration (HTTP 403)");
}

function finish(code, message) {
  writeFileSync(file, JSON.stringify(state));
  if (message !== undefined) process.stderr.write(`${message}\n`);
  process.exit(code);
}
