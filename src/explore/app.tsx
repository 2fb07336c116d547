import { useApp, useInput, useStdout } from "ink";
import { useEffect, useRef, useState } from "react";
import { plainStyle } from "../report/style.ts";
import { impactText } from "../report/text/impact.ts";
import { keyNames } from "./key-name.ts";
import { screenLayout } from "./layout.ts";
import { Screen } from "./screen.tsx";
import type { ExploreSource } from "./source.ts";
import type { Effect, ExploreState, Step } from "./state.ts";
import { firstLine, update, withPage, withSelection } from "./update.ts";

/** Time without a key after which a selection is evaluated, in milliseconds. */
const PAUSE_MS = 200;

/** Why the view stopped, and its state then. */
export interface Left {
  readonly state: ExploreState;
  readonly effect: Exclude<Effect, { kind: "impact" | "copy" | "select" }>;
}

/** Keys in, screens out. Effects that need the terminal end the view. */
export function App(props: {
  readonly source: ExploreSource;
  readonly start: ExploreState;
  readonly onLeave: (left: Left) => void;
}) {
  const { source, start, onLeave } = props;
  const { exit } = useApp();
  const { stdout } = useStdout();
  const [state, setState] = useState(start);
  const current = useRef(start);
  const pause = useRef<NodeJS.Timeout>(undefined);
  const show = (next: ExploreState) => {
    current.current = next;
    setState(next);
  };
  useEffect(() => {
    const resized = () => {
      const size = { columns: stdout.columns, rows: stdout.rows };
      show({ ...current.current, size });
    };
    stdout.on("resize", resized);
    return () => void stdout.off("resize", resized);
  });
  useEffect(() => {
    // The same screen again: the code of a drawing is compiled before the first key, which would wait for it.
    const again = setTimeout(() => setState({ ...current.current }), 0);
    return () => {
      clearTimeout(again);
      clearTimeout(pause.current);
    };
  }, []);
  const perform = async ({ state: next, effect }: Step) => {
    show(next);
    if (effect === undefined) return;
    if (effect.kind === "select") {
      clearTimeout(pause.current);
      pause.current = setTimeout(() => show(withSelection(source, current.current)), PAUSE_MS);
    } else if (effect.kind === "copy") {
      const text = Buffer.from(effect.text).toString("base64");
      stdout.write(`\u001b]52;c;${text}\u0007`);
    } else if (effect.kind === "impact") {
      const width = screenLayout(next).page;
      const answer = await source.impactOf(effect.id);
      if (current.current.focus === effect.id)
        show(withPage(current.current, "impact", impactText(answer, { style: plainStyle, width })));
    } else {
      onLeave({ state: next, effect });
      exit();
    }
  };
  useInput((input, key) => {
    for (const pressed of keyNames(input, key, current.current.prompt !== undefined)) {
      void perform(update(source, current.current, pressed)).catch((error) => {
        show({ ...current.current, message: firstLine(error) });
      });
    }
  });
  return <Screen source={source} state={state} />;
}
