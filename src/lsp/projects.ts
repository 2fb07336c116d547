import { fileURLToPath } from "node:url";
import { AssetsError } from "../util/errors.ts";
import type { Session } from "../workspace/editor/session.ts";
import { uriOfPath } from "./convert.ts";

/** A file of an open project. */
export interface ProjectFile {
  readonly session: Session;
  /** In places. */
  readonly name: string;
}

/** The open projects: one for each folder of the editor. */
export interface Projects {
  readonly all: () => readonly Session[];
  /** The file at an address; undefined outside of the projects and for files without flows. */
  readonly find: (uri: string) => ProjectFile | undefined;
  /** The address of a file: that of the editor for an open one. */
  readonly uriOf: (session: Session, name: string) => string;
  /** Opens or closes the text of an editor. */
  readonly setText: (uri: string, text: string | undefined) => ProjectFile | undefined;
  /** Opens all projects anew, with the unsaved texts. */
  readonly reopen: () => Promise<void>;
  readonly close: () => void;
}

/**
 * @param folders addresses of the folders of the editor
 * @param open opens the project of a folder
 * @param report takes the problem of a project that cannot be opened
 */
export function createProjects(
  folders: () => readonly string[],
  open: (folder: string) => Promise<Session>,
  report: (message: string) => void,
): Projects {
  let sessions: readonly Session[] = [];
  /** By address. */
  const texts = new Map<string, string>();
  /** Addresses of open texts by session and name. */
  let addresses = new Map<Session, Map<string, string>>();

  const find = (uri: string): ProjectFile | undefined => {
    const path = pathOf(uri);
    if (path === undefined) return undefined;
    for (const session of sessions) {
      const name = session.nameOf(path);
      if (name !== undefined) return { session, name };
    }
    return undefined;
  };
  const setText = (uri: string, text: string | undefined): ProjectFile | undefined => {
    if (text === undefined) texts.delete(uri);
    else texts.set(uri, text);
    const file = find(uri);
    if (file === undefined) return undefined;
    const { session, name } = file;
    session.setText(name, text);
    const own = addresses.get(session) ?? new Map<string, string>();
    addresses.set(session, own);
    if (text === undefined) own.delete(name);
    else own.set(name, uri);
    return file;
  };
  const close = (): void => {
    for (const session of sessions) session.close();
    sessions = [];
    addresses = new Map();
  };
  return {
    all: () => sessions,
    find,
    uriOf: (session, name) => addresses.get(session)?.get(name) ?? uriOfPath(session.pathOf(name)),
    setText,
    reopen: async () => {
      close();
      const opened: Session[] = [];
      for (const folder of folders()) {
        const path = pathOf(folder);
        if (path === undefined) continue;
        try {
          opened.push(await open(path));
        } catch (error) {
          report(messageOf(error));
        }
      }
      sessions = opened;
      for (const [uri, text] of texts) setText(uri, text);
    },
    close,
  };
}

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** One paragraph for the user. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof AssetsError && error.hint !== undefined
    ? `${error.message}. ${error.hint}`
    : error.message;
}
