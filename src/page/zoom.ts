/** Pan and zoom of a picture: wheel, drag, pinch by wheel, and buttons. */
export interface Zoom {
  /** Shows a whole picture, or at least its centre at a readable size. */
  readonly fit: (size: { readonly width: number; readonly height: number }, centre?: Point) => void;
  readonly by: (factor: number) => void;
  /** Moves a point into the visible part. */
  readonly reveal: (point: Point) => void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const LIMITS = { least: 0.02, most: 4 };
/** Scale at which texts can be read. */
const READABLE = 0.5;
/** Below this scale, texts are not drawn. */
const FAR = 0.25;
const MARGIN = 24;
/** Height of the buttons below a whole picture. */
const BUTTONS = 34;

export function createZoom(svg: SVGSVGElement, content: SVGGElement): Zoom {
  let [scale, left, top] = [1, 0, 0];
  let shown = { width: 1, height: 1 };
  const apply = () => {
    content.setAttribute(
      "transform",
      `translate(${left.toFixed(1)} ${top.toFixed(1)}) scale(${scale.toFixed(4)})`,
    );
    svg.classList.toggle("far", scale < FAR);
  };
  const around = (factor: number, x: number, y: number) => {
    const next = Math.min(LIMITS.most, Math.max(LIMITS.least, scale * factor));
    left = x - ((x - left) * next) / scale;
    top = y - ((y - top) * next) / scale;
    scale = next;
    apply();
  };
  svg.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const { left: boxLeft, top: boxTop } = svg.getBoundingClientRect();
      around(Math.exp(-event.deltaY * 0.0015), event.clientX - boxLeft, event.clientY - boxTop);
    },
    { passive: false },
  );
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    let [x, y, moved] = [event.clientX, event.clientY, false];
    const move = (next: PointerEvent) => {
      // A click may tremble.
      if (!moved && Math.hypot(next.clientX - x, next.clientY - y) < 4) return;
      moved = true;
      left += next.clientX - x;
      top += next.clientY - y;
      [x, y] = [next.clientX, next.clientY];
      apply();
    };
    const stop = () => {
      window.removeEventListener("pointermove", move);
      if (moved)
        window.addEventListener("click", (click) => click.stopPropagation(), { capture: true, once: true });
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", stop, { once: true });
  });
  // The size of the paper is unknown here, so that the print scales the whole picture by its view box.
  window.addEventListener("beforeprint", () => {
    const [width, height] = [shown.width + 2 * MARGIN, shown.height + 2 * MARGIN];
    svg.setAttribute("viewBox", `${-MARGIN} ${-MARGIN} ${width} ${height}`);
    content.removeAttribute("transform");
    svg.classList.remove("far");
  });
  window.addEventListener("afterprint", () => {
    svg.removeAttribute("viewBox");
    apply();
  });
  return {
    fit({ width, height }, centre) {
      shown = { width, height };
      const box = svg.getBoundingClientRect();
      const whole = Math.min(
        1.2,
        (box.width - 2 * MARGIN) / Math.max(1, width),
        (box.height - BUTTONS - 2 * MARGIN) / Math.max(1, height),
      );
      const close = centre !== undefined && whole < READABLE;
      scale = Math.max(LIMITS.least, close ? READABLE : whole);
      const middle = close ? centre : { x: width / 2, y: height / 2 };
      left = box.width / 2 - middle.x * scale;
      top = (box.height - BUTTONS) / 2 - middle.y * scale;
      apply();
    },
    by(factor) {
      const box = svg.getBoundingClientRect();
      around(factor, box.width / 2, box.height / 2);
    },
    reveal({ x, y }) {
      const box = svg.getBoundingClientRect();
      const [shownX, shownY] = [left + x * scale, top + y * scale];
      left += Math.min(box.width - 80, Math.max(80, shownX)) - shownX;
      top += Math.min(box.height - 40, Math.max(40, shownY)) - shownY;
      apply();
    },
  };
}
