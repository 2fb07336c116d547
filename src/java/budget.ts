/** The remaining steps of a piece of work. */
export interface Budget {
  left: number;
  /** Keys already charged. */
  readonly charged: Set<string>;
}

/**
 * The budget of the current work. Everything that takes time charges it: the evaluation of expressions, regular
 * expressions, jq, the cases of a declaration. Steps are counted and never timed, so that a result depends only on its
 * inputs.
 */
let current: Budget = unlimited();

function unlimited(): Budget {
  return { left: Number.POSITIVE_INFINITY, charged: new Set() };
}

/** Runs a piece of work with its own budget. */
export function withBudget<Result>(steps: number, work: () => Result): Result {
  const before = current;
  current = { left: steps, charged: new Set() };
  try {
    return work();
  } finally {
    current = before;
  }
}

/** Runs a part of the work with at most this share of its steps. */
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

/**
 * Charges the cost of a cached result once per piece of work, even if other work computed it, so that budgets do not
 * depend on order.
 */
export function chargeOnce(key: string, steps: number): void {
  if (current.left === Number.POSITIVE_INFINITY || current.charged.has(key)) return;
  current.charged.add(key);
  charge(steps);
}

export function stepsLeft(): number {
  return Math.max(0, current.left);
}
