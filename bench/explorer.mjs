// The terminal view on a pseudo-terminal, and completion: run in turn with the plain query of the same asset, and with
// the start of Node. `script` of util-linux gives the pseudo-terminal; without it the view is left out.
import { spawn, spawnSync } from "node:child_process";
import { assets } from "./measure.mjs";

/** Each is pressed after the answer to the one before. */
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

/** Whether a pseudo-terminal can be had. */
export function hasTerminal() {
  return spawnSync("script", ["--version"]).status === 0;
}

/** Milliseconds until the first screen of the view, and until the answer to each key. */
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
  const until = (shows) =>
    new Promise((resolve) => {
      changed = () => shows() && resolve();
      changed();
    });
  const exited = new Promise((resolve) => view.once("exit", resolve));
  const failed = exited.then(() => {
    throw new Error(`the view ended early:\n${screen}`);
  });
  failed.catch(() => {});
  await Promise.race([until(() => screen.includes("Lineage") && screen.includes(id)), failed]);
  const first = performance.now() - start;
  const keys = [];
  for (const { input } of KEYS) {
    await quiet();
    const before = screen.length;
    const pressed = performance.now();
    view.stdin.write(input);
    await Promise.race([until(() => screen.length > before), quiet(1000)]);
    if (screen.length === before) throw new Error(`no answer to ${JSON.stringify(input)}:\n${screen}`);
    keys.push(performance.now() - pressed);
  }
  view.stdin.write("\x03");
  await exited;
  return { first, keys };
}

/** The view draws a key at once; what comes later belongs to nothing. */
function quiet(milliseconds = 150) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
