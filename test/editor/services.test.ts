import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { applyFixes } from "../../src/lint/fix/edit.ts";
import type { Range } from "../../src/lint/range.ts";
import { hoverMarkdown } from "../../src/report/editor/hover-markdown.ts";
import { codeActions } from "../../src/workspace/editor/code-actions.ts";
import { codeLenses } from "../../src/workspace/editor/code-lenses.ts";
import { completion } from "../../src/workspace/editor/completion.ts";
import { documentSymbols } from "../../src/workspace/editor/document-symbols.ts";
import { documentLinks } from "../../src/workspace/editor/flow-references.ts";
import { hover } from "../../src/workspace/editor/hover.ts";
import { inlayHints } from "../../src/workspace/editor/inlay-hints.ts";
import { definition, references } from "../../src/workspace/editor/places.ts";
import type { Session } from "../../src/workspace/editor/session.ts";
import { casesOf, companySession } from "./cases.ts";

/* `cases/` contains documents with a marked position for each service, and the expected results. */

let session: Session;
beforeAll(async () => {
  session = await companySession();
});
afterAll(() => session.close());

const FILE = "flows/edited.yaml";
const ALL = { first: 1, last: Number.MAX_SAFE_INTEGER };

const at = ({ file, line, column, endLine, endColumn }: Range) =>
  `${file}:${line}:${column}-${endLine}:${endColumn}`;

/** The results of each service, as text. */
const SERVICES: Readonly<Record<string, (offset: number) => readonly string[]>> = {
  hover: (offset) => {
    const found = hover(session, FILE, offset);
    return found ? [at(found.range), hoverMarkdown(found)] : ["nothing"];
  },
  definition: (offset) => definition(session, FILE, offset).map(at),
  references: (offset) => references(session, FILE, offset, { producers: false }).map(at),
  completion: (offset) => {
    const found = completion(session, FILE, offset);
    const text = session.textOf(FILE)?.text ?? "";
    return found === undefined
      ? ["nothing"]
      : [
          `replaces "${text.slice(found.start, found.end)}"`,
          ...found.items.map(({ kind, label, detail = "", insert = label }) =>
            [kind, label, detail, insert === label ? "" : `inserts "${insert}"`].filter(Boolean).join(" | "),
          ),
        ];
  },
  "inlay-hints": () =>
    inlayHints(session, FILE, ALL).map(
      ({ line, column, ids, more }) => `${line}:${column} ${ids.join(", ")} +${more}`,
    ),
  "code-lenses": () => codeLenses(session, FILE).map(({ range, downstream }) => `${at(range)} ${downstream}`),
  "document-symbols": () => {
    const lines = (symbols: ReturnType<typeof documentSymbols>, indent: string): string[] =>
      symbols.flatMap(({ kind, name, detail = "", range, children }) => [
        `${indent}${kind} ${name} ${detail} ${range.line}-${range.endLine}`,
        ...lines(children, `${indent}  `),
      ]);
    return lines(documentSymbols(session, FILE), "");
  },
  "document-links": () =>
    documentLinks(session, FILE).map(
      ({ range, target }) => `${at(range)} ${target.place.file}:${target.place.line}`,
    ),
};

describe.each(Object.keys(SERVICES))("%s", (service) => {
  test.each(casesOf(service))(
    "given $name, when asked at the mark, then it answers as noted",
    async (testCase) => {
      session.setText(FILE, testCase.text);
      try {
        const answer = SERVICES[service]?.(testCase.offset) ?? [];
        await expect(`${answer.join("\n")}\n`).toMatchFileSnapshot(testCase.expected);
      } finally {
        session.setText(FILE, undefined);
      }
    },
  );
});

describe("code actions", () => {
  test.each(casesOf("fixes", ".fixed.yaml"))(
    "given $name, when its first action is applied, then the text is the one noted, and the finding is gone",
    async ({ text, offset, expected }) => {
      session.setText(FILE, text);
      try {
        const { line } = session.textOf(FILE)?.place(offset) ?? { line: 1 };
        const [action] = codeActions(session, FILE, { first: line, last: line });
        const edited = applyFixes(text, [{ title: "", edits: action?.edits ?? [] }]).text;
        await expect(`# ${action?.title}\n${edited}`).toMatchFileSnapshot(expected);
        session.setText(FILE, edited);
        const left = session.diagnostics([FILE]).get(FILE) ?? [];
        expect(left.map(({ message }) => message)).not.toContain(action?.finding?.message);
      } finally {
        session.setText(FILE, undefined);
      }
    },
  );
});
