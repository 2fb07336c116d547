import { expect, test } from "vitest";
import { allTexts, NO_TEXTS, textList, textsStarting } from "../../src/store/text-list.ts";

test.each([
  ["ASCII", ["a", "ab", "abc", "b"], "ab", ["ab", "abc"]],
  ["other letters", ["a", "aé", "aéb", "表"], "aé", ["aé", "aéb"]],
])(
  "given sorted texts of %s, when read, then all and those with a start are found",
  (_, texts, start, found) => {
    const list = textList(texts);
    expect(allTexts(list)).toEqual(texts);
    expect([...textsStarting(list, start)]).toEqual(found);
    expect([...textsStarting(list, "")]).toEqual(texts);
    expect([...textsStarting(list, "c")].concat(allTexts(NO_TEXTS))).toEqual([]);
  },
);
