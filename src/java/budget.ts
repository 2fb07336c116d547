/** Steps that are left for a piece of work. */
export interface Budget {
  left: number;
  /** What was charged once already. */
  readonly charged: Set<string>;
}

/**
 * What is being worked on. Everything that takes time charges it, wherever it stands: the evaluation of expressions,
 * regular expressions, jq, the cases of a declaration. Steps are counted and never timed, so that a result depends on
 * nothing but what it is made from.
 */
let current: Budget = unlimited();

function unlimited(): Budget {
  return { left: Number.POSITIVE_INFINITY, charged: new Set() };
}

/** Does a piece of work with steps of its own. */
export function withBudget<Result>(steps: number, work: () => Result): Result {
  const before = current;
  current = { left: steps, charged: new Set() };
  try {
    return work();
  } finally {
    current = before;
  }
}

/** Does a part of the work with at most so many of its steps. */
export function withShare<Result>(most: number, work: () => Result): Result {
  const whole = current;
  const share = { ...whole, left: Math.min(most, whole.left) };
  const given = share.left;
  current = share;
  try {
    return work();
  } finally {
    current = whole;
    whole.left -= given - share.left;
  }
}

export function charge(steps: number): void {
  current.left -= steps;
}

/** Charges what is remembered, and so takes its time once. It counts again for each piece of work, whoever had it done. */
export function chargeOnce(key: string, steps: number): void {
  if (current.left === Number.POSITIVE_INFINITY || current.charged.has(key)) return;
  current.charged.add(key);
  charge(steps);
}

export function stepsLeft(): number {
  return Math.max(0, current.left);
}
