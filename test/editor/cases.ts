import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSession, type Session } from "../../src/workspace/editor/session.ts";
import { openWorkspace } from "../../src/workspace/workspace.ts";

const CASES = join(import.meta.dirname, "cases");

/** Marks a position in a document. */
const MARK = "‸";

/** A session in a copy of the company's flows. */
export async function companySession(): Promise<Session> {
  const folder = mkdtempSync(join(tmpdir(), "assets-editor-"));
  cpSync("fixtures/flows", join(folder, "flows"), { recursive: true });
  const session = await openSession(await openWorkspace({ folder, environment: process.env }));
  return {
    ...session,
    close: () => {
      session.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export interface Case {
  readonly name: string;
  /** The text without the mark. */
  readonly text: string;
  /** The offset of the mark; 0 without a mark. */
  readonly offset: number;
  /** The path of the expected result. */
  readonly expected: string;
}

/** The documents of a service, each with a marked position. */
export function casesOf(service: string, extension = ".out"): Case[] {
  return readdirSync(join(CASES, service))
    .filter((name) => name.endsWith(".yaml") && !name.endsWith(".fixed.yaml"))
    .map((name) => {
      const marked = readFileSync(join(CASES, service, name), "utf8");
      return {
        name,
        text: marked.replace(MARK, ""),
        offset: Math.max(0, marked.indexOf(MARK)),
        expected: join(CASES, service, name.replace(".yaml", extension)),
      };
    });
}
