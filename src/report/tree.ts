/** A line of a tree with the lines under it. */
export interface TreeNode {
  readonly label: string;
  readonly children: readonly TreeNode[];
}

/** The lines of a tree, drawn with box characters. Not recursive: lineage may be deep. */
export function treeLines(nodes: readonly TreeNode[]): string[] {
  const lines: string[] = [];
  const waiting = stacked(nodes, "");
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, indent, last } = next;
    lines.push(`${indent}${last ? "└─ " : "├─ "}${node.label}`);
    waiting.push(...stacked(node.children, indent + (last ? "   " : "│  ")));
  }
  return lines;
}

/** Siblings, the first on top of the stack. */
function stacked(nodes: readonly TreeNode[], indent: string) {
  return nodes.map((node, at) => ({ node, indent, last: at === nodes.length - 1 })).reverse();
}
