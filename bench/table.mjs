// Formats the results of a benchmark as a table.

const shown = (number) => (number < 100 ? number.toFixed(1) : String(Math.round(number)));

const COLUMNS = [
  ["", 52],
  ["min", 8],
  ["median", 8],
  ["max", 8],
  ["memory", 9],
  ["ratio", 8],
];

export function heading() {
  return `${COLUMNS.map(([name, width], index) => (index === 0 ? name.padEnd(width) : name.padStart(width))).join("  ")}  (ms)`;
}

/** @param before the result of the same measurement in an earlier run */
export function line({ name, min, median, max, megabytes, ratio, of, budget }, before) {
  const cells = [
    name,
    shown(min),
    shown(median),
    shown(max),
    megabytes === undefined ? "" : `${Math.round(megabytes)} MB`,
    ratio === undefined ? "" : `${ratio.toFixed(2)} x`,
  ];
  const columns = cells.map((cell, index) => {
    const [, width] = COLUMNS[index];
    return index === 0 ? cell.padEnd(width) : cell.padStart(width);
  });
  if (of !== undefined) columns.push(of.padEnd(18));
  if (budget !== undefined) columns.push(`budget ${budget.shown}: ${budget.met ? "met" : "NOT MET"}`);
  if (before !== undefined)
    columns.push(
      `was ${shown(before.median)} ms${before.ratio === undefined ? "" : `, ${before.ratio.toFixed(2)} x`}`,
    );
  return columns.join("  ").trimEnd();
}
