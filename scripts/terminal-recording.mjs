/*
 * Draws a terminal recording as an animated SVG: each command is typed, then its output appears. Viewers without animation
 * show the second scene. Fixed times give the same bytes for the same output.
 */

const SECONDS = 30;
const COLUMNS = 100;
const ROWS = 26;
const LINE = 18;
const CHARACTER = 7.83;
const MARGIN = 16;
const TITLE = 28;

/** SGR codes of the program's styles. */
const STYLES = { 1: "bold", 2: "dim", 31: "red", 32: "green", 33: "yellow", 36: "cyan" };
const ENDS = { 22: ["bold", "dim"], 39: ["red", "green", "yellow", "cyan"], 0: Object.values(STYLES) };

/**
 * @param scenes for each command, its output with SGR codes, and optionally a preceding command without output
 */
export function terminalRecording(scenes) {
  const width = Math.round(2 * MARGIN + COLUMNS * CHARACTER);
  const height = TITLE + MARGIN + ROWS * LINE + MARGIN;
  const secondsPerScene = SECONDS / scenes.length;
  const groups = scenes.map((scene, at) =>
    drawScene(scene, at * secondsPerScene, (at + 1) * secondsPerScene, at === 1),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(scenes.map(({ command }) => command).join(", "))}">
<style>
text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; fill: #d6deeb; white-space: pre; }
.bold { font-weight: bold; fill: #ffffff; } .dim { fill: #94a3b8; }
.red { fill: #ff8a80; } .green { fill: #8fd694; } .yellow { fill: #ffd479; } .cyan { fill: #7fd5e8; } .prompt { fill: #7fb4ff; }
</style>
<rect width="${width}" height="${height}" rx="8" fill="#16202e"/>
<rect width="${width}" height="${TITLE}" rx="8" fill="#223044"/>
<circle cx="18" cy="14" r="5" fill="#ff6b60"/><circle cx="36" cy="14" r="5" fill="#ffc44d"/><circle cx="54" cy="14" r="5" fill="#4fc56a"/>
${groups.join("\n")}
</svg>
`;
}

function drawScene({ command, before, output }, from, to, isStill) {
  const typed = [...(before ? [before] : []), command];
  const lines = output.trimEnd().split("\n");
  const room = ROWS - typed.length;
  const shown = lines.length > room ? [...lines.slice(0, room - 1), "\u001b[2m…\u001b[22m"] : lines;
  let at = from + 0.4;
  const parts = typed.map((text, row) => {
    const start = at;
    at += Math.min(1.6, 0.05 * text.length) + 0.4;
    return `${appear(textLine(`<tspan class="prompt">$ </tspan>${escaped(text)}`, row), start, to, isStill)}`;
  });
  for (const [row, line] of shown.entries()) {
    parts.push(appear(textLine(styled(line), row + typed.length), at, to, isStill));
    at += 0.05;
  }
  return parts.join("\n");
}

/** Content visible between two times of each cycle, in seconds. */
function appear(content, from, to, isStill) {
  const [start, end] = [from, Math.min(to, SECONDS - 0.05)].map((second) => (second / SECONDS).toFixed(4));
  return `<g opacity="${isStill ? 1 : 0}">${content}<animate attributeName="opacity" values="0;1;0" keyTimes="0;${start};${end}" calcMode="discrete" dur="${SECONDS}s" repeatCount="indefinite"/></g>`;
}

function textLine(content, row) {
  return `<text x="${MARGIN}" y="${TITLE + MARGIN + row * LINE + 12}" xml:space="preserve">${content}</text>`;
}

/** A line with SGR codes as spans, cut at the last column. */
function styled(line) {
  const on = new Set();
  let left = COLUMNS;
  return line
    .split(/\u001b\[(\d+)m/)
    .map((piece, at) => {
      if (at % 2 === 1) {
        if (STYLES[piece]) on.add(STYLES[piece]);
        for (const name of ENDS[piece] ?? []) on.delete(name);
        return "";
      }
      const text = piece.length > left ? `${piece.slice(0, Math.max(0, left - 1))}…` : piece;
      if (left <= 0 || text === "") return "";
      left -= piece.length;
      return on.size === 0 ? escaped(text) : `<tspan class="${[...on].join(" ")}">${escaped(text)}</tspan>`;
    })
    .join("");
}

function escaped(text) {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
