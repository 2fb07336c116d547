import { render } from "ink-testing-library";
import { expect, test } from "vitest";
import { App } from "../../src/explore/app.tsx";
import { endOfId, fitColumns } from "../../src/explore/fit-columns.ts";
import { initialState } from "../../src/explore/initial-state.ts";
import { screenLayout } from "../../src/explore/layout.ts";
import { wrapColumns } from "../../src/explore/wrap-columns.ts";
import { smallSource, TAXI } from "./source.ts";

const size = { columns: 90, rows: 10 };
const afterRender = () => new Promise((resolve) => setTimeout(resolve, 100));

test("given a small inventory, when shown, then the three panes have list, lineage and details", () => {
  const source = smallSource(TAXI);
  const { lastFrame, unmount } = render(
    <App source={source} start={initialState(source, size, "trips")} onLeave={() => {}} />,
  );
  const lines = (lastFrame() ?? "").split("\n").map((line) => line.trimEnd());
  expect(lines[0]).toMatch(/^>Assets 4 of 4 +Lineage, 1 step +Details, lines 1 to 7 of \d+$/);
  expect(lines[1]).toMatch(/^ {3}avg_count +↑ taxi {2}stage in .*… trips$/);
  expect(lines[4]).toMatch(/^> {2}trips +↓ avg_distance/);
  expect(lines[8]).toBe("? keys   / search   enter focus   q quit");
  unmount();
});

test("given a page longer than the screen, when scrolled, then its title says which lines are shown", async () => {
  const source = smallSource(TAXI);
  const { lastFrame, stdin, unmount } = render(
    <App source={source} start={initialState(source, size)} onLeave={() => {}} />,
  );
  await afterRender();
  stdin.write("?");
  await afterRender();
  const lines = (lastFrame() ?? "").split("\n").map((line) => line.trimEnd());
  expect(lines[0]).toMatch(/ Keys, lines 1 to 7 of 24$/);
  expect(lines[8]).toBe("esc close   tab other pane   ? keys   q quit");
  for (const key of ["\t", "\t", "G"]) {
    stdin.write(key);
    await afterRender();
  }
  expect((lastFrame() ?? "").split("\n")[0]?.trimEnd()).toMatch(/>Keys, lines 18 to 24 of 24$/);
  unmount();
});

test("given keys, when pressed, then the screen follows and q leaves", async () => {
  const source = smallSource(TAXI);
  const left: unknown[] = [];
  const { lastFrame, stdin, unmount } = render(
    <App
      source={source}
      start={initialState(source, size)}
      onLeave={({ effect }) => void left.push(effect)}
    />,
  );
  await afterRender();
  stdin.write("i");
  await afterRender();
  expect(lastFrame()).toContain("0 assets downstream");
  stdin.write("q");
  await afterRender();
  expect(left).toEqual([{ kind: "quit" }]);
  unmount();
});

test("given keys that arrive at once, when pressed, then each counts, and Enter ends a prompt", async () => {
  const source = smallSource(TAXI);
  const { lastFrame, stdin, unmount } = render(
    <App source={source} start={initialState(source, size)} onLeave={() => {}} />,
  );
  await afterRender();
  stdin.write("/tri\u007fips\r");
  await afterRender();
  expect((lastFrame() ?? "").split("\n")[8]?.trimEnd()).toBe("filter: trips   esc clear   ? keys");
  stdin.write("p");
  await afterRender();
  stdin.write("avg_count\r");
  await afterRender();
  expect((lastFrame() ?? "").split("\n")[0]).toContain(" Path");
  unmount();
});

test("given a selection, when typed and left alone, then the list has its assets", async () => {
  const source = smallSource(TAXI);
  const { lastFrame, stdin, unmount } = render(
    <App source={source} start={initialState(source, size)} onLeave={() => {}} />,
  );
  await afterRender();
  stdin.write("/");
  stdin.write("+trips");
  await expect.poll(lastFrame).toMatch(/^>Assets 2 of 4 /);
  unmount();
});

test("given an impact that fails, when asked, then the status line has the error and the view goes on", async () => {
  const source = {
    ...smallSource(TAXI),
    impactOf: () => Promise.reject(new Error("no CODEOWNERS\nat line 1")),
  };
  const { lastFrame, stdin, unmount } = render(
    <App source={source} start={initialState(source, size)} onLeave={() => {}} />,
  );
  await afterRender();
  stdin.write("i");
  await afterRender();
  expect((lastFrame() ?? "").split("\n")[8]?.trimEnd()).toBe("no CODEOWNERS");
  stdin.write("j");
  await afterRender();
  expect((lastFrame() ?? "").split("\n")[2]).toMatch(/^> {2}avg_distance/);
  unmount();
});

test("given a terminal that changes its size, when shown, then the panes follow", async () => {
  const source = smallSource(TAXI);
  const { lastFrame, stdout, unmount } = render(
    <App source={source} start={initialState(source, size)} onLeave={() => {}} />,
  );
  await afterRender();
  Object.assign(stdout, { rows: 6 });
  Object.defineProperty(stdout, "columns", { value: 60 });
  stdout.emit("resize");
  await afterRender();
  const lines = (lastFrame() ?? "").split("\n");
  expect([lines.length, lines[0]?.indexOf(" Details")]).toEqual([5, 35]);
  unmount();
});

test("given a narrow terminal, when a pane is active, then it is wider", () => {
  const widths = (pane: "list" | "lineage" | "page") => {
    const { list, lineage, page } = screenLayout({ size: { columns: 80, rows: 24 }, pane });
    return [list, lineage, page];
  };
  expect(widths("list")).toEqual([24, 20, 34]);
  expect(widths("lineage")).toEqual([17, 32, 29]);
  expect(widths("page")).toEqual([17, 21, 40]);
});

test("given an id that is too long, when shown, then its end stays", () => {
  expect(endOfId("sample_data.nyc.taxi", 12)).toBe("…ta.nyc.taxi");
  expect(endOfId("漢字漢字", 6)).toBe("…漢字");
  expect(endOfId("trips", 5)).toBe("trips");
});

test("given hostile and wide text, when fitted, then it is printable and has the exact width", () => {
  expect(fitColumns("a\u001b[31mb", 12)).toBe("a\\u001b[31mb");
  expect(fitColumns("\u202egnp.exe", 8)).toBe("\\u202eg…");
  expect(fitColumns("漢字漢字", 6)).toBe("漢字… ");
  expect(fitColumns("ab", 4)).toBe("ab  ");
});

test("given a long line, when wrapped, then it breaks after blanks and within long words", () => {
  expect(wrapColumns("  one two three four", 12)).toEqual(["  one two", "    three", "    four"]);
  expect(wrapColumns("abcdefghijklmnop", 10)).toEqual(["abcdefghij", "  klmnop"]);
  expect(wrapColumns("company.team/orders", 14)).toEqual(["company.team/", "  orders"]);
});
