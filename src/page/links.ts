import type { Place } from "../model/model.ts";
import { placeName } from "../report/names.ts";
import type { PageData } from "../report/page/page-data.ts";
import { lineUrl } from "../util/file-url.ts";
import { element } from "./element.ts";
import { addressOf, type PageState } from "./state.ts";

/** Links of the panels; each keeps the rest of the state. */
export interface Links {
  readonly asset: (id: string) => HTMLElement;
  readonly flow: (flow: { readonly namespace: string; readonly flow: string }) => HTMLElement;
  /** A file and line, with a link to the repository where it is known. */
  readonly place: (place: Place) => HTMLElement;
}

export function createLinks(state: PageState, source: PageData["source"]): Links {
  return {
    asset: (id) => element("a", { href: addressOf({ ...state, open: { kind: "asset", id } }) }, id),
    flow: ({ namespace, flow }) =>
      element(
        "a",
        { href: addressOf({ ...state, open: { kind: "flow", namespace, flow } }) },
        `${namespace}/${flow}`,
      ),
    place: (place) => {
      const text = placeName(place);
      const path = source === undefined ? undefined : pathInRepository(source.prefix, place.file);
      if (source === undefined || path === undefined) return element("span", { class: "place" }, text);
      const href = lineUrl(source.repository, source.commit, path, place.line);
      return element("a", { class: "place", href, target: "_blank", rel: "noopener noreferrer" }, text);
    },
  };
}

/** Undefined for a file outside the repository. */
function pathInRepository(prefix: string, file: string): string | undefined {
  const parts: string[] = [];
  for (const part of `${prefix}/${file}`.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}
