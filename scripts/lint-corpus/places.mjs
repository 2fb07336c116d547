/**
 * The tasks of a flow that a worker runs and into which a declaration can be written as text, each with what its
 * expressions may use there.
 */
export function placesIn(flow) {
  const places = [];
  for (const branch of flow.branches) walk(flow, branch, undefined, places);
  return places;
}

function walk(flow, { tasks }, loop, places) {
  for (const task of tasks) {
    if (task.container === undefined) {
      const place = placeOf(flow, task, loop);
      if (place !== undefined) places.push(place);
      continue;
    }
    const loops = task.container === "loop" || task.container === "for-each";
    for (const branch of task.branches) {
      const starts = loops && branch.key === "tasks";
      walk(flow, branch, starts ? { kind: task.container, depth: 0 } : nested(loop), places);
    }
  }
}

/** In a Loop the item is known at any depth, in a ForEach by the number of containers between. */
function nested(loop) {
  return loop === undefined ? undefined : { ...loop, depth: loop.depth + 1 };
}

function placeOf(flow, task, loop) {
  const { text } = flow.source;
  const type = entryOf(task.node, "type");
  if (type?.value.kind !== "scalar" || entryOf(task.node, "assets") !== undefined) return undefined;
  const lineStart = text.lastIndexOf("\n", type.key.span.start - 1) + 1;
  const before = text.slice(lineStart, type.key.span.start);
  const lineEnd = text.indexOf("\n", type.value.span.start);
  const after = text.slice(type.value.span.end, lineEnd === -1 ? undefined : lineEnd);
  // Anything but a key and its value on a line of their own (a flow mapping, most of all) is no place to write at.
  if (!/^ *(- +)*$/.test(before) || !/^[ \r]*(#.*)?$/.test(after)) return undefined;
  return { offset: lineEnd === -1 ? text.length : lineEnd + 1, indent: before.length, task, loop };
}

function entryOf(node, key) {
  return node.entries.find((entry) => entry.key.text === key);
}

/**
 * The text with a block written into it.
 *
 * @param block lines without indentation; what stands between ⟦ and ⟧ is marked
 * @returns the new text, the lines of the block in it, and the ranges of what was marked, as findings name them
 */
export function insert(text, { offset, indent }, block) {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const head = text.slice(0, offset);
  const open = head === "" || head.endsWith("\n") ? head : head + eol;
  const firstLine = open.split("\n").length;
  const marks = [];
  const lines = block.split("\n").map((written, index) => {
    let line = written === "" ? "" : " ".repeat(indent) + written;
    for (let start = line.search(/[⟦⟧]/); start !== -1; start = line.search(/[⟦⟧]/)) {
      const at = { line: firstLine + index, column: start + 1 };
      if (line[start] === "⟦") marks.push(at);
      else Object.assign(marks.at(-1), { endLine: at.line, endColumn: at.column });
      line = line.slice(0, start) + line.slice(start + 1);
    }
    return line;
  });
  return {
    text: open + lines.join(eol) + eol + text.slice(offset),
    firstLine,
    lastLine: firstLine + lines.length - 1,
    marks,
  };
}
