// Runs the terminal view on a pseudo-terminal, provided by `script` of util-linux. Without `script`, the view is not
// measured.
import { spawn, spawnSync } from "node:child_process";
import { assets } from "./measure.mjs";

/** The keys of a session. Each key is sent after the response to the previous one. */
export const KEYS = [
  { name: "first down", input: "j" },
  { name: "down", input: "j" },
  { name: "to the end", input: "G" },
  { name: "to the start", input: "g" },
  { name: "next pane", input: "\t" },
  { name: "down in lineage", input: "j" },
  { name: "focus", input: "\r" },
  { name: "more steps", input: "+" },
  { name: "fewer steps", input: "-" },
  { name: "back", input: "\x7f" },
  { name: "filter", input: "/" },
  { name: "first letter", input: "t" },
  { name: "second letter", input: "_" },
  { name: "third letter", input: "1" },
];

/** Whether a pseudo-terminal is available. */
export function hasTerminal() {
  return spawnSync("script", ["--version"]).status === 0;
}

/** Milliseconds until the first screen of the view, and until the response to each key. */
export async function openView(cwd, id) {
  const command = [process.execPath, ...assets("explore", id)].map((word) => `'${word}'`).join(" ");
  const { NO_COLOR: _, ...env } = process.env;
  const start = performance.now();
  const view = spawn("script", ["-qfec", `stty cols 120 rows 40; exec ${command}`, "/dev/null"], {
    cwd,
    stdio: ["pipe", "pipe", "ignore"],
    env: { ...env, TERM: "xterm" },
  });
  let screen = "";
  let changed = () => {};
  view.stdout.setEncoding("utf8").on("data", (text) => {
    screen += text;
    changed();
  });
  const until = (condition) =>
    new Promise((resolve) => {
      changed = () => condition() && resolve();
      changed();
    });
  const exited = new Promise((resolve) => view.once("exit", resolve));
  const failed = exited.then(() => {
    throw new Error(`the view exited early:\n${screen}`);
  });
  failed.catch(() => {});
  await Promise.race([until(() => screen.includes("Lineage") && screen.includes(id)), failed]);
  const first = performance.now() - start;
  const keys = [];
  for (const { input } of KEYS) {
    await delay();
    const before = screen.length;
    const pressed = performance.now();
    view.stdin.write(input);
    await Promise.race([until(() => screen.length > before), delay(1000)]);
    if (screen.length === before) throw new Error(`no response to ${JSON.stringify(input)}:\n${screen}`);
    keys.push(performance.now() - pressed);
  }
  view.stdin.write("\x03");
  await exited;
  return { first, keys };
}

/** By default long enough for all output of the previous key. */
function delay(milliseconds = 150) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
