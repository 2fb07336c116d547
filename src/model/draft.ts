/** A record under construction: optional fields are set only with a value. */
export type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

/** Sets an own property of any name: an assignment to `__proto__` would set the prototype. */
export function setOwn<T>(record: Record<string, T>, name: string, value: T): void {
  if (name === "__proto__") {
    Object.defineProperty(record, name, { value, configurable: true, enumerable: true, writable: true });
  } else {
    record[name] = value;
  }
}
