import { setTimeout } from "node:timers/promises";
import { render } from "ink";
import { App, type Left } from "./app.tsx";
import { initialState } from "./initial-state.ts";
import { openEditor } from "./open-editor.ts";
import type { ExploreSource } from "./source.ts";
import type { ExploreState } from "./state.ts";

const ENTER_SCREEN = "\u001b[?1049h\u001b[H";
const LEAVE_SCREEN = "\u001b[?1049l\u001b[?25h";

/** The terminal view, until the user quits. The screen is restored however it ends. */
export async function startView({
  focus,
  folder,
  ...source
}: ExploreSource & { readonly folder: string; readonly focus?: string }): Promise<0> {
  const { stdout } = process;
  const size = { columns: stdout.columns, rows: stdout.rows };
  let state = initialState(source, size, focus);
  const restore = () => void stdout.write(LEAVE_SCREEN);
  const terminated = () => {
    restore();
    process.exit(143);
  };
  let isEditing = false;
  const interrupted = () => {
    // Ctrl-C in an editor is for the editor alone.
    if (isEditing) return;
    restore();
    process.exit(130);
  };
  process.once("exit", restore);
  process.once("SIGTERM", terminated).once("SIGHUP", terminated).on("SIGINT", interrupted);
  try {
    for (;;) {
      const left = await session(source, { ...state, size: { columns: stdout.columns, rows: stdout.rows } });
      ({ state } = left);
      const { effect } = left;
      if (effect.kind === "quit") return 0;
      if (effect.kind !== "open") process.kill(process.pid, "SIGTSTP");
      else {
        isEditing = true;
        const problem = openEditor(process.env, { folder, ...effect });
        // Signals that came meanwhile are delivered in the next turns of the event loop.
        await setTimeout(10);
        isEditing = false;
        state = { ...state, message: problem ?? `opened ${effect.file}` };
      }
    }
  } finally {
    process
      .off("exit", restore)
      .off("SIGTERM", terminated)
      .off("SIGHUP", terminated)
      .off("SIGINT", interrupted);
    restore();
  }
}

/** One view on the alternate screen, until an effect needs the terminal. */
async function session(source: ExploreSource, start: ExploreState): Promise<Left> {
  let left: Left = { state: start, effect: { kind: "quit" } };
  process.stdout.write(ENTER_SCREEN);
  try {
    const view = render(
      <App
        source={source}
        start={start}
        onLeave={(given) => {
          left = given;
        }}
      />,
      { exitOnCtrlC: false, maxFps: 60 },
    );
    await view.waitUntilExit();
  } finally {
    process.stdout.write(LEAVE_SCREEN);
  }
  return left;
}
