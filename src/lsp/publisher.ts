import type { Diagnostic } from "vscode-languageserver/node";
import type { Session } from "../workspace/editor/session.ts";
import { toDiagnostic } from "./convert.ts";
import type { Projects } from "./projects.ts";

/** Time without an edit after which the files that an open one concerns are linted, in milliseconds. */
const QUIET_MS = 200;
/** Time after that until the inventory is built, so that the next hover need not wait for it, in milliseconds. */
const IDLE_MS = 300;

/** Sends the findings of open files at once, and those of related files while the user is not typing. */
export interface Publisher {
  /** Notes an edit of a file. */
  readonly edited: (session: Session, name: string) => void;
  /** Notes a change of other files. */
  readonly changed: () => void;
  /** Resolves when the findings of all edits are sent. */
  readonly current: () => Promise<void>;
  /** Resolves after a time without edits. */
  readonly quiet: () => Promise<void>;
  readonly close: () => void;
}

/**
 * @param openNames the names of the open files of a project
 * @param send sends the findings of a file
 * @param fail takes an unexpected error
 * @param settled called after the findings of all files are sent
 */
export function createPublisher(
  projects: Projects,
  openNames: (session: Session) => readonly string[],
  send: (uri: string, diagnostics: Diagnostic[]) => void,
  fail: (error: unknown) => void,
  settled: () => void,
): Publisher {
  const dirty = new Map<Session, Set<string>>();
  /** Sent findings by address, as text. */
  const sent = new Map<string, string>();
  let soon: NodeJS.Immediate | undefined;
  let later: NodeJS.Timeout | undefined;
  let idle: NodeJS.Timeout | undefined;
  let waiting: (() => void)[] = [];
  let waitingForQuiet: (() => void)[] = [];

  const publish = (session: Session, names: readonly string[]): Set<string> => {
    const uris = new Set<string>();
    for (const [name, findings] of session.diagnostics(names)) {
      const uri = projects.uriOf(session, name);
      uris.add(uri);
      const found = findings.map((finding) => toDiagnostic(finding, (file) => projects.uriOf(session, file)));
      sendChanged(uri, found);
    }
    return uris;
  };
  const sendChanged = (uri: string, found: Diagnostic[]): void => {
    const text = JSON.stringify(found);
    if ((sent.get(uri) ?? "[]") === text) return;
    if (found.length === 0) sent.delete(uri);
    else sent.set(uri, text);
    send(uri, found);
  };
  const now = (): void => {
    soon = undefined;
    attempt(() => {
      for (const [session, names] of dirty) publish(session, [...names]);
    });
    dirty.clear();
    const resolved = waiting;
    waiting = [];
    for (const resolve of resolved) resolve();
  };
  const whenQuiet = (): void => {
    later = undefined;
    attempt(() => {
      const uris = new Set<string>();
      for (const session of projects.all()) {
        const names = session.related(openNames(session));
        for (const uri of publish(session, names)) uris.add(uri);
      }
      for (const uri of [...sent.keys()]) if (!uris.has(uri)) sendChanged(uri, []);
    });
    const resolved = waitingForQuiet;
    waitingForQuiet = [];
    for (const resolve of resolved) resolve();
    settled();
    idle = setTimeout(whenIdle, IDLE_MS);
  };
  const whenIdle = (): void =>
    attempt(() => {
      for (const session of projects.all()) session.inventory();
    });
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      fail(error);
    }
  };
  const changed = (): void => {
    clearTimeout(later);
    clearTimeout(idle);
    later = setTimeout(whenQuiet, QUIET_MS);
  };
  return {
    edited: (session, name) => {
      const names = dirty.get(session) ?? new Set();
      dirty.set(session, names.add(name));
      soon ??= setImmediate(now);
      changed();
    },
    changed,
    current: () => (soon === undefined ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    quiet: () =>
      later === undefined ? Promise.resolve() : new Promise((resolve) => waitingForQuiet.push(resolve)),
    close: () => {
      if (soon !== undefined) clearImmediate(soon);
      clearTimeout(later);
      clearTimeout(idle);
    },
  };
}
