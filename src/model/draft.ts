/** A record while it is put together: what is optional in it is set only where there is something to set. */
export type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

/** Sets an own property, whatever its name: an assignment takes `__proto__` for the prototype. */
export function setOwn<T>(record: Record<string, T>, name: string, value: T): void {
  if (name === "__proto__") {
    Object.defineProperty(record, name, { value, configurable: true, enumerable: true, writable: true });
  } else {
    record[name] = value;
  }
}
