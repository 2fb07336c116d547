/** Length of an arrow head. */
const HEAD = 6;

/** A curve from the right side of one box to the left side of another, through bends. */
export function edgePath(points: readonly number[], withHead: boolean): string {
  const [startX = 0, startY = 0] = points;
  let path = `M${startX} ${startY}`;
  let [x, y] = [startX, startY];
  for (let at = 2; at < points.length; at += 2) {
    const [nextX = 0, nextY = 0] = points.slice(at, at + 2);
    const pull = nextX >= x ? (nextX - x) / 2 : 60;
    path += `C${x + pull} ${y} ${nextX - pull} ${nextY} ${nextX} ${nextY}`;
    [x, y] = [nextX, nextY];
  }
  if (!withHead) return path;
  return `${path}M${x - HEAD} ${y - HEAD * 0.6}L${x} ${y}L${x - HEAD} ${y + HEAD * 0.6}`;
}
