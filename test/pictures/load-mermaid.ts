import { JSDOM } from "jsdom";

export type Mermaid = typeof import("mermaid").default;

/** Loads Mermaid in jsdom, with a substitute for text measurement, which jsdom lacks. */
export async function loadMermaid(): Promise<Mermaid> {
  const { window } = new JSDOM("<!DOCTYPE html><body></body>", { pretendToBeVisual: true });
  Object.assign(window.SVGElement.prototype, {
    getBBox: () => ({ x: 0, y: 0, width: 100, height: 20 }),
    getComputedTextLength: () => 100,
  });
  for (const name of Object.getOwnPropertyNames(window)) {
    if (name in globalThis) continue;
    Object.defineProperty(globalThis, name, { configurable: true, get: () => Reflect.get(window, name) });
  }
  const { default: mermaid } = await import("mermaid");
  mermaid.initialize({ startOnLoad: false, securityLevel: "strict" });
  return mermaid;
}
