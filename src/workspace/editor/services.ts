import { codeActions, declareTask } from "./code-actions.ts";
import { codeLenses, downstreamOf } from "./code-lenses.ts";
import { completion } from "./completion.ts";
import { documentSymbols } from "./document-symbols.ts";
import { documentLinks } from "./flow-references.ts";
import { hover } from "./hover.ts";
import { inlayHints } from "./inlay-hints.ts";
import { definition, references } from "./places.ts";

/**
 * What an editor can ask about a document of a session: functions of the session, the name of the file and an
 * offset or lines. All places are those of the current text.
 */
export const services = {
  codeActions,
  codeLenses,
  completion,
  declareTask,
  definition,
  documentLinks,
  documentSymbols,
  downstreamOf,
  hover,
  inlayHints,
  references,
} as const;
