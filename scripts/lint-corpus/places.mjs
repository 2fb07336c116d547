/**
 * The places for a declaration in a flow: tasks run by a worker, without a declaration, in block style. Each place
 * includes the innermost loop, which determines the variables of its expressions.
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
    const isLoop = task.container === "loop" || task.container === "for-each";
    for (const branch of task.branches) {
      const isBody = isLoop && branch.key === "tasks";
      walk(flow, branch, isBody ? { kind: task.container, depth: 0 } : nested(loop), places);
    }
  }
}

/** The depth below the loop: in a ForEach, the variable of the item depends on the number of containers between. */
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
  // Only a key and its value on a separate line are supported, in particular no flow mapping.
  if (!/^ *(- +)*$/.test(before) || !/^[ \r]*(#.*)?$/.test(after)) return undefined;
  return { offset: lineEnd === -1 ? text.length : lineEnd + 1, indent: before.length, task, loop };
}

function entryOf(node, key) {
  return node.entries.find((entry) => entry.key.text === key);
}

/**
 * Inserts a block into a text.
 *
 * @param block lines without indentation; ⟦ and ⟧ mark ranges
 * @returns the new text, the first and last line of the block, and the marked ranges in the form of findings
 */
export function insert(text, { offset, indent }, block) {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const head = text.slice(0, offset);
  const open = head === "" || head.endsWith("\n") ? head : head + eol;
  const firstLine = open.split("\n").length;
  const marks = [];
  const lines = block.split("\n").map((blockLine, index) => {
    let line = blockLine === "" ? "" : " ".repeat(indent) + blockLine;
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
