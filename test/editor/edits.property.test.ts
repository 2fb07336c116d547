import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scanOptions } from "../../src/workspace/configured-scan.ts";
import { services } from "../../src/workspace/editor/services.ts";
import { openSession, type Session } from "../../src/workspace/editor/session.ts";
import { lintFiles } from "../../src/workspace/lint.ts";
import { lintSettings } from "../../src/workspace/lint-settings.ts";
import { openWorkspace, type Workspace } from "../../src/workspace/workspace.ts";

let folder: string;
let workspace: Workspace;
let session: Session;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "assets-edits-"));
  cpSync("fixtures/flows/data", join(folder, "flows"), { recursive: true });
  workspace = await openWorkspace({ folder, environment: process.env });
  session = await openSession(workspace);
});
afterAll(() => {
  session.close();
  rmSync(folder, { recursive: true });
});

const NAMES = ["flows/data_pipeline_assets.yml", "flows/publish_customers.yaml", "flows/new.yaml"];

/** Typed or pasted texts. */
const PIECES = [
  ...[
    "a",
    " ",
    "\n",
    "  ",
    "- ",
    ":",
    "{{",
    "}}",
    "|",
    '"',
    "'",
    "#",
    "&x",
    "*x",
    "[",
    "{",
    "\t",
    "🙂",
    "ß",
    "\r\n",
  ],
  "        - id: trips\n",
  "id: copy\nnamespace: kestra.company.data\ntasks:\n  - id: t\n    type: x\n    assets:\n",
  "      outputs:\n        - id: stg_{{ inputs.env }}\n          metdata: {}\n",
  "---\n",
];

interface Edit {
  readonly kind: "insert" | "delete" | "paste half" | "undo all";
  readonly file: number;
  readonly at: number;
  readonly length: number;
  readonly piece: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom("insert", "insert", "insert", "delete", "delete", "paste half", "undo all"),
  file: fc.nat(NAMES.length - 1),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(60),
  piece: fc.constantFrom(...PIECES),
});

function edited(text: string, { kind, at, length, piece }: Edit): string {
  const start = Math.floor(text.length * at);
  switch (kind) {
    case "insert":
      return text.slice(0, start) + piece + text.slice(start);
    case "delete":
      return text.slice(0, start) + text.slice(start + length);
    case "paste half":
      return text.slice(0, start) + text.slice(0, Math.floor(text.length / 2)) + text.slice(start);
    case "undo all":
      return "";
  }
}

/** Limits the growth by pasted text. Half of an emoji is removed, because an editor sends valid Unicode. */
const MAX_CHARACTERS = 20_000;

describe("a session", () => {
  test("given 2,000 random edits, when linted after each, then the findings are those of lint on the same texts, and every service answers", async () => {
    const scan = await scanOptions(workspace, { roots: workspace.config.paths });
    const settings = lintSettings(workspace.config, {});
    const texts = new Map<string, string>();
    let compared = 0;
    let found = 0;
    fc.assert(
      fc.property(fc.array(edit, { minLength: 40, maxLength: 40 }), (edits) => {
        for (const applied of edits) {
          const name = NAMES[applied.file] ?? "";
          if (applied.kind === "undo all") texts.delete(name);
          else {
            const before = texts.get(name) ?? session.textOf(name)?.text ?? "";
            texts.set(
              name,
              edited(before, applied)
                .slice(0, MAX_CHARACTERS)
                .replace(/[\uD800-\uDFFF]/gu, ""),
            );
          }
          session.setText(name, texts.get(name));
          const own = session.diagnostics(NAMES);
          for (const file of NAMES) {
            const reported = (path: string) => path === file;
            const { findings } = lintFiles({ scan: { ...scan, texts }, settings, reported });
            expect(own.get(file)).toEqual(findings);
            found += findings.length;
          }
          callAllServices(name, Math.floor((session.textOf(name)?.text.length ?? 0) * applied.at));
          compared++;
        }
      }),
      { numRuns: 50, seed: 25, endOnFailure: true },
    );
    expect(compared).toBe(2_000);
    expect(found).toBeGreaterThan(1_000);
  }, 600_000);
});

/** Calls all services. An unexpected error fails the test. */
function callAllServices(name: string, offset: number): void {
  const all = { first: 1, last: 100_000 };
  services.hover(session, name, offset);
  services.definition(session, name, offset);
  services.references(session, name, offset, { producers: true });
  services.completion(session, name, offset);
  services.codeActions(session, name, all);
  services.inlayHints(session, name, all);
  services.codeLenses(session, name);
  services.documentSymbols(session, name);
  services.documentLinks(session, name);
}
