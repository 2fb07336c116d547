import { expect, test } from "vitest";
import { initialState } from "../../src/explore/initial-state.ts";
import { lineageRows } from "../../src/explore/lineage-rows.ts";
import type { ExploreState } from "../../src/explore/state.ts";
import { update, withSelection } from "../../src/explore/update.ts";
import { smallSource, TAXI } from "./source.ts";

const source = smallSource(TAXI);
const start = initialState(source, { columns: 80, rows: 24 });
const press = (state: ExploreState, ...keys: string[]): ExploreState =>
  keys.reduce((before, key) => update(source, before, key).state, state);
const shown = ({ nodes }: ExploreState) => nodes.map((node) => source.explorer.graph.allIds()[node]);

test("given a filter, when typed, then the list has the ids with the text", () => {
  expect(shown(press(start, "/", "a", "v", "g"))).toEqual(["avg_count", "avg_distance"]);
  expect(shown(press(start, "/", "TRIP"))).toEqual(["trips"]);
  expect(shown(press(start, "/", "t.i"))).toEqual([]);
  expect(shown(press(start, "/", "["))).toEqual([]);
});

test("given a selection, when typed, then Enter or a pause gives its assets, and an unfinished one keeps the list", () => {
  const typed = update(source, press(start, "/"), "1+trips");
  expect([shown(typed.state).length, typed.effect]).toEqual([4, { kind: "select" }]);
  expect(shown(withSelection(source, typed.state))).toEqual(["taxi", "trips"]);
  expect(shown(press(typed.state, "enter"))).toEqual(["taxi", "trips"]);
  const unfinished = press(start, "/", "type:", "enter");
  expect(shown(unfinished)).toEqual(["avg_count", "avg_distance", "taxi", "trips"]);
  expect(unfinished.message).toContain('"type:" has no value');
});

test("given a focus, when Enter and Backspace are pressed, then the focus moves and returns", () => {
  const moved = press(start, "G", "enter");
  expect([moved.focus, moved.history]).toEqual(["trips", ["avg_count"]]);
  const back = press(moved, "backspace");
  expect([back.focus, back.history]).toEqual(["avg_count", []]);
  expect(press(back, "backspace").message).toBe("no earlier focus");
});

test("given a focus, when u and d are pressed, then the marker is on the nearest asset", () => {
  const trips = press(start, "G", "enter");
  const marked = (state: ExploreState) => lineageRows(source, state.focus, state.depth)[state.step]?.id;
  expect(marked(press(trips, "u"))).toBe("taxi");
  expect(marked(press(trips, "d"))).toBe("avg_count");
  expect(press(trips, "d", "enter").focus).toBe("avg_count");
  expect(press(start, "d").message).toBe("nothing downstream of avg_count");
});

test("given more steps, when + is pressed, then the lineage grows by one", () => {
  const ids = (state: ExploreState) => lineageRows(source, state.focus, state.depth).map(({ id }) => id);
  expect(ids(start)).toEqual(["trips", "avg_count"]);
  expect(ids(press(start, "+"))).toEqual(["taxi", "trips", "avg_count"]);
  expect(ids(press(start, "+", "-"))).toEqual(["trips", "avg_count"]);
});

test("given a path, when asked, then the page shows its steps", () => {
  const taxi = press(start, "/", "taxi", "enter", "enter");
  const { page, lines } = press(taxi, "p", "avg_count", "enter");
  expect([page, lines[0]]).toEqual(["path", "2 steps from taxi to avg_count, by 1 path:"]);
});

test("given keys with effects, when pressed, then the effects are named", () => {
  expect(update(source, start, "q").effect).toEqual({ kind: "quit" });
  expect(update(source, start, "ctrl-c").effect).toEqual({ kind: "quit" });
  expect(update(source, start, "ctrl-z").effect).toEqual({ kind: "suspend" });
  expect(update(source, start, "i").effect).toEqual({ kind: "impact", id: "avg_count" });
  expect(update(source, start, "y").effect).toEqual({ kind: "copy", text: "avg_count" });
  expect(update(source, start, "o").effect).toEqual({ kind: "open", file: "pipe.yml", line: 2 });
});

test("given an empty inventory, when keys are pressed, then nothing breaks", () => {
  const none = smallSource([]);
  const empty = initialState(none, { columns: 80, rows: 24 });
  for (const key of ["j", "G", "enter", "u", "d", "i", "o", "p", "+", "?", "escape", "backspace"])
    expect(update(none, empty, key).state.focus).toBeUndefined();
});
