import type { SqlAccess, SqlFlow, SqlGap, SqlReading, SqlStatement } from "./access.ts";
import type { AccessDraft, ReadingSession, StatementDraft } from "./reader/session.ts";
import { underlyingAccesses } from "./reader/sources.ts";

/** Maximum visits of row sources for all flows of a statement, as a multiple of its accesses. */
const LOOKS_PER_ACCESS = 20;
/** Enough for any statement written by hand. */
const LEAST_LOOKS = 100_000;

/** The reading of a text, without the accesses that were dropped. */
export function finishReading(session: ReadingSession): SqlReading {
  const gaps: SqlGap[] = [...session.gaps];
  const statements = session.statements.map((draft) => finishStatement(draft, gaps));
  return {
    statements: statements.filter(({ accesses }) => accesses.length > 0),
    settings: session.settings,
    gaps,
  };
}

function finishStatement(draft: StatementDraft, gaps: SqlGap[]): SqlStatement {
  const accesses: SqlAccess[] = [];
  const index = new Map<number, number>();
  for (const [at, access] of draft.accesses.entries()) {
    if (access.dropped) continue;
    index.set(at, accesses.length);
    accesses.push(finishAccess(access, draft.doubt));
  }
  const span = { start: draft.start, end: draft.end };
  const flows = finishFlows(draft, index);
  if (flows === undefined) {
    const message = "the statement has too many tables and queries to determine their edges";
    gaps.push({ kind: "too-large", message, span });
  }
  return { span, verb: draft.verb, accesses, flows: flows ?? [] };
}

function finishAccess(
  { kind, resource, span, temporary, doubt }: AccessDraft,
  statementDoubt: string | undefined,
): SqlAccess {
  const reason = statementDoubt ?? doubt;
  return { kind, resource, span, temporary, ...(reason === undefined ? {} : { doubt: reason }) };
}

/** Undefined if there are too many flows. */
function finishFlows(
  { flows, accesses }: StatementDraft,
  index: ReadonlyMap<number, number>,
): SqlFlow[] | undefined {
  const finished: SqlFlow[] = [];
  const budget = { left: LEAST_LOOKS + LOOKS_PER_ACCESS * accesses.length };
  for (const { inputs, outputs } of flows) {
    const written = new Set(outputs);
    const sources = underlyingAccesses(inputs, budget).filter((at) => !written.has(at));
    if (budget.left <= 0) return undefined;
    const flow = { inputs: sources.flatMap(known), outputs: outputs.flatMap(known) };
    if (flow.inputs.length > 0 && flow.outputs.length > 0) finished.push(flow);
  }
  return finished;

  function known(at: number): number[] {
    const found = index.get(at);
    return found === undefined ? [] : [found];
  }
}
