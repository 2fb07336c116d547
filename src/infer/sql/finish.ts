import type { SqlAccess, SqlFlow, SqlReading, SqlStatement } from "./access.ts";
import type { AccessDraft, Session, StatementDraft } from "./reader/session.ts";
import { accessesBehind } from "./reader/sources.ts";

/** More ends of flows than any statement has whose flows are not read one for one. */
const MOST_FLOW_ENDS = 100_000;

/** The reading of a text, without what turned out to be no access. */
export function finishReading(session: Session): SqlReading {
  const statements: SqlStatement[] = [];
  for (const draft of session.statements) {
    const statement = finishStatement(draft);
    if (statement.accesses.length > 0) statements.push(statement);
  }
  return { statements, settings: session.settings, gaps: session.gaps };
}

function finishStatement(draft: StatementDraft): SqlStatement {
  const accesses: SqlAccess[] = [];
  const index = new Map<number, number>();
  for (const [at, access] of draft.accesses.entries()) {
    if (access.dropped) continue;
    index.set(at, accesses.length);
    accesses.push(finishAccess(access, draft.doubt));
  }
  const { start, end, verb } = draft;
  return { span: { start, end }, verb, accesses, flows: finishFlows(draft, index) };
}

function finishAccess(
  { kind, resource, span, temporary, doubt }: AccessDraft,
  statementDoubt?: string,
): SqlAccess {
  const reason = statementDoubt ?? doubt;
  return { kind, resource, span, temporary, ...(reason === undefined ? {} : { doubt: reason }) };
}

function finishFlows({ flows }: StatementDraft, index: ReadonlyMap<number, number>): SqlFlow[] {
  const finished: SqlFlow[] = [];
  let ends = 0;
  for (const { inputs, outputs } of flows) {
    const written = new Set(outputs);
    const sources = accessesBehind(inputs).filter((at) => !written.has(at));
    const flow = { inputs: sources.flatMap(known), outputs: outputs.flatMap(known) };
    if (flow.inputs.length === 0 || flow.outputs.length === 0) continue;
    ends += flow.inputs.length;
    if (ends > MOST_FLOW_ENDS) break;
    finished.push(flow);
  }
  return finished;

  function known(at: number): number[] {
    const found = index.get(at);
    return found === undefined ? [] : [found];
  }
}
