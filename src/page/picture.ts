import { labelOf, NOTE_HEIGHT, spokenLabel, TABLE_LID, TITLE_HEIGHT } from "../report/page/node-label.ts";
import type { DrawnEdge, DrawnNode } from "../report/pictures/drawing.ts";
import { layerFamily } from "../report/pictures/layer-family.ts";
import { edgePath, edgePoints } from "./edge-path.ts";
import { svgElement } from "./element.ts";
import { nodeShape } from "./node-shape.ts";
import type { View } from "./view.ts";
import { createZoom, type Zoom } from "./zoom.ts";

/** Beyond this number of edges, texts on hover cost more than they help. */
const MAX_HOVERED_EDGES = 2_000;

export interface PagePicture {
  readonly svg: SVGSVGElement;
  readonly zoom: Zoom;
  readonly show: (view: View) => void;
  /** Highlights an asset with everything upstream and downstream of it; nothing for undefined. */
  readonly highlight: (key: string | undefined, related: (key: string) => boolean) => void;
}

interface Placed {
  readonly node: DrawnNode;
  readonly group: SVGGElement;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly edges: SVGPathElement[];
  readonly before: Placed[];
  readonly after: Placed[];
}

/**
 * The picture of a view. One node takes the focus of the keyboard; arrow keys move it along edges.
 *
 * @param onChoose a node was clicked or entered
 */
export function createPicture(onChoose: (node: DrawnNode) => void): PagePicture {
  const edgeLayer = svgElement("g");
  const nodeLayer = svgElement("g");
  const content = svgElement("g", {}, edgeLayer, nodeLayer);
  const svg = svgElement("svg", { class: "picture", role: "group", "aria-label": "Picture" }, content);
  const zoom = createZoom(svg, content);
  let placed = new Map<Element, Placed>();
  let byKey = new Map<string, Placed>();
  const placedAt = (target: EventTarget | null) =>
    target instanceof Element ? placed.get(target.closest(".node") ?? svg) : undefined;

  svg.addEventListener("click", (event) => {
    const hit = placedAt(event.target);
    if (hit) onChoose(hit.node);
  });
  svg.addEventListener("keydown", (event) => {
    const hit = placedAt(document.activeElement);
    if (hit === undefined) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      onChoose(hit.node);
      return;
    }
    const next = neighbour(hit, event.key, placed.values());
    if (next === undefined) return;
    event.preventDefault();
    hit.group.setAttribute("tabindex", "-1");
    next.group.setAttribute("tabindex", "0");
    next.group.focus({ preventScroll: true });
    zoom.reveal(next);
  });
  const near = (event: Event, isNear: boolean) => {
    for (const edge of placedAt(event.target)?.edges ?? []) edge.classList.toggle("near", isNear);
  };
  svg.addEventListener("pointerover", (event) => near(event, true));
  svg.addEventListener("pointerout", (event) => near(event, false));
  svg.addEventListener("focusin", (event) => near(event, true));
  svg.addEventListener("focusout", (event) => near(event, false));

  return {
    svg,
    zoom,
    show({ drawing, layout, title }) {
      svg.setAttribute("aria-label", `Picture: ${title}`);
      const all = drawing.nodes.map((node, index): Placed => {
        const { width, height, ...label } = labelOf(node);
        const [x, y] = [layout.x[index] ?? 0, layout.y[index] ?? 0];
        const group = svgElement("g", {
          class: nodeClasses(node),
          transform: `translate(${x} ${y})`,
          tabindex: index === 0 ? 0 : -1,
          role: "button",
        });
        group.append(svgElement("title", {}, node.details.join("\n")), ...nodeShape(node, width, height));
        group.append(...labelTexts(label, height, node.assetKind === "table"));
        return { node, group, x, y, width, edges: [], before: [], after: [] };
      });
      byKey = new Map(all.map((node) => [node.node.key, node]));
      const withHover = drawing.edges.length <= MAX_HOVERED_EDGES;
      const paths = drawing.edges.flatMap((edge, index) => {
        const [from, to] = [byKey.get(edge.from), byKey.get(edge.to)];
        if (from === undefined || to === undefined) return [];
        const points = edgePoints(from, to, layout.bends[index] ?? []);
        const path = svgElement("path", {
          class: edgeClasses(edge),
          d: edgePath(points, edge.kind !== "may-be"),
        });
        from.edges.push(path);
        to.edges.push(path);
        from.after.push(to);
        to.before.push(from);
        if (!withHover) return [path];
        const text = edgeText(edge);
        const hover = svgElement(
          "path",
          { class: "hover", d: edgePath(points, false) },
          svgElement("title", {}, text),
        );
        return edge.count > 1 ? [path, hover, countText(points, edge.count)] : [path, hover];
      });
      for (const { node, group, before, after } of all)
        group.setAttribute("aria-label", spokenLabel(node, before.length + after.length));
      placed = new Map(all.map((node) => [node.group, node]));
      edgeLayer.replaceChildren(...paths);
      nodeLayer.replaceChildren(...all.map(({ group }) => group));
      const focused = all.find(({ node }) => node.focus);
      zoom.fit(layout, focused);
    },
    highlight(key, related) {
      const chosen = key === undefined ? undefined : byKey.get(key);
      svg.classList.toggle("highlighted", chosen !== undefined);
      for (const node of placed.values()) {
        const isRelated = chosen !== undefined && (node === chosen || related(node.node.key));
        node.group.classList.toggle("related", isRelated);
        node.group.classList.toggle("chosen", node === chosen);
        for (const edge of node.edges) edge.classList.remove("related");
      }
      if (chosen === undefined) return;
      for (const node of placed.values()) {
        if (!node.group.classList.contains("related")) continue;
        for (const following of node.after) {
          if (!following.group.classList.contains("related")) continue;
          for (const edge of node.edges) if (following.edges.includes(edge)) edge.classList.add("related");
        }
      }
    },
  };
}

/** The node that an arrow key leads to. */
function neighbour(from: Placed, key: string, all: Iterable<Placed>): Placed | undefined {
  if (key === "ArrowRight" || key === "ArrowLeft") {
    return nearest(from, key === "ArrowRight" ? from.after : from.before);
  }
  if (key !== "ArrowUp" && key !== "ArrowDown") return undefined;
  const down = key === "ArrowDown";
  const side = [...all].filter((node) => node !== from && (down ? node.y > from.y : node.y < from.y));
  const column = side.filter((node) => node.x === from.x);
  return nearest(from, column.length > 0 ? column : side);
}

function nearest(from: Placed, candidates: readonly Placed[]): Placed | undefined {
  const distance = (node: Placed) => Math.hypot(node.x - from.x, node.y - from.y);
  return candidates.reduce<Placed | undefined>(
    (best, node) => (best === undefined || distance(node) < distance(best) ? node : best),
    undefined,
  );
}

function nodeClasses(node: DrawnNode): string {
  const family = node.layer === undefined ? undefined : layerFamily(node.layer);
  return [
    "node",
    node.kind,
    family && `layer-${family}`,
    node.external && "external",
    node.pattern && "pattern",
    node.focus && "focus",
    node.change && `change-${node.change}`,
    node.breaking && "breaking",
    node.broken && "broken",
  ]
    .filter(Boolean)
    .join(" ");
}

function edgeClasses(edge: DrawnEdge): string {
  const classes = ["edge", edge.kind, edge.certainty, edge.inferred && "inferred"];
  return [...classes, edge.change && `change-${edge.change}`].filter(Boolean).join(" ");
}

function edgeText({ kind, count, certainty, inferred, change, details }: DrawnEdge): string {
  if (kind === "may-be") return "may be the same asset at run time";
  return [
    ...details,
    ...(count > 1 ? [`${count} edges`] : []),
    ...(certainty === "exact" ? [] : [`certainty: ${certainty}`]),
    ...(inferred ? ["inferred"] : []),
    ...(change === undefined ? [] : [change]),
  ].join("\n");
}

function labelTexts(
  { title, notes }: { title: readonly string[]; notes: string },
  height: number,
  isTable: boolean,
) {
  const top = -height / 2 + 8 + (isTable ? TABLE_LID - 2 : 0);
  const texts = title.map((line, index) =>
    svgElement("text", { class: "title", y: top + (index + 0.72) * TITLE_HEIGHT }, `${line} `),
  );
  const below = top + title.length * TITLE_HEIGHT + NOTE_HEIGHT * 0.75;
  return notes === "" ? texts : [...texts, svgElement("text", { class: "notes", y: below }, notes)];
}

/** The number of edges behind one between groups. */
function countText(points: readonly number[], count: number): SVGTextElement {
  const middle = Math.floor(points.length / 4) * 2;
  const [x = 0, y = 0] =
    points.length === 4
      ? [((points[0] ?? 0) + (points[2] ?? 0)) / 2, ((points[1] ?? 0) + (points[3] ?? 0)) / 2]
      : points.slice(middle, middle + 2);
  return svgElement("text", { class: "count", x, y: y - 3 }, `${count} edges`);
}
