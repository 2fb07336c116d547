import { codeActions, declareTask } from "./code-actions.ts";
import { codeLenses, downstreamOf } from "./code-lenses.ts";
import { completion } from "./completion.ts";
import { documentSymbols } from "./document-symbols.ts";
import { documentLinks } from "./flow-references.ts";
import { hover } from "./hover.ts";
import { inlayHints } from "./inlay-hints.ts";
import { definition, references } from "./places.ts";

/**
 * The requests of an editor about a document: functions of the session, the name of the file and an offset or lines.
 * All places are those of the current text.
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
