/** Columns per level of a tree. */
export const INDENT = 3;

/** A line of a tree with its children. */
export interface TreeNode {
  readonly label: string;
  readonly children: readonly TreeNode[];
}

/** The lines of a tree with box characters. Iterative, because lineage may be deep. */
export function treeLines(nodes: readonly TreeNode[]): string[] {
  const lines: string[] = [];
  const waiting: { readonly node: TreeNode; readonly indent: string; readonly last: boolean }[] = [];
  const putSiblings = (siblings: readonly TreeNode[], indent: string) => {
    // Reversed, so that the first child is on top of the stack.
    for (let at = siblings.length - 1; at >= 0; at--) {
      const node = siblings[at];
      if (node) waiting.push({ node, indent, last: at === siblings.length - 1 });
    }
  };
  putSiblings(nodes, "");
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, indent, last } = next;
    lines.push(`${indent}${last ? "└─ " : "├─ "}${node.label}`);
    putSiblings(node.children, indent + (last ? "   " : "│  "));
  }
  return lines;
}
