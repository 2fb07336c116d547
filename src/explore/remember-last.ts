/**
 * The last result about each object, computed again for another key: a screen asks for the same one many times.
 *
 * @returns the result for a key, from `make` unless it was the last one
 */
export function rememberLast<Result>(): (about: object, key: string, make: () => Result) => Result {
  const last = new WeakMap<object, { readonly key: string; readonly result: Result }>();
  return (about, key, make) => {
    const known = last.get(about);
    if (known?.key === key) return known.result;
    const result = make();
    last.set(about, { key, result });
    return result;
  };
}
