/** Whether a value has named parts: an object that is no array. Enough for JSON. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is a dictionary: an object whose class gives it no other meaning, as Map, URL and Temporal do. */
export function isDictionary(value: unknown): value is Record<string, unknown> {
  return isObject(value) && !(Symbol.toStringTag in value) && !(value instanceof Date);
}

/** The value of a property; names that every object inherits count only where the object has its own. */
export function read(object: Record<string, unknown>, name: string): unknown {
  return name in Object.prototype && !Object.hasOwn(object, name) ? undefined : object[name];
}

/** Gives an object its own property, `__proto__` included. */
export function define(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== "__proto__") object[name] = value;
  else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}
