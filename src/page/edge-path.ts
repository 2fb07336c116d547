/** Length of an arrow head. */
const HEAD = 6;
/** Vertical distance of an edge against the flow from the middle of its boxes. */
const ASIDE = 9;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** The ends and bends of an edge, as x, y, x, y ...: from the right side to the left side, or against the flow. */
export function edgePoints(from: Box, to: Box, bends: readonly number[]): number[] {
  const back = to.x < from.x;
  const [side, aside] = back ? [-0.5, ASIDE] : [0.5, 0];
  return [from.x + side * from.width, from.y + aside, ...bends, to.x - side * to.width, to.y + aside];
}

/** A curve through these points. */
export function edgePath(points: readonly number[], withHead: boolean): string {
  const [startX = 0, startY = 0] = points;
  let path = `M${startX} ${startY}`;
  let [x, y, side] = [startX, startY, 1];
  for (let at = 2; at < points.length; at += 2) {
    const [nextX = 0, nextY = 0] = points.slice(at, at + 2);
    const middle = (x + nextX) / 2;
    path += `C${middle} ${y} ${middle} ${nextY} ${nextX} ${nextY}`;
    side = nextX < x ? -1 : 1;
    [x, y] = [nextX, nextY];
  }
  if (!withHead) return path;
  const back = x - side * HEAD;
  return `${path}M${back} ${y - HEAD * 0.6}L${x} ${y}L${back} ${y + HEAD * 0.6}`;
}
