/** Whether a value has named parts: an object that is no array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is a dictionary: an object whose class gives it no other meaning. */
export function isDictionary(value: unknown): value is Record<string, unknown> {
  if (!isObject(value)) return false;
  return !(
    value instanceof Date ||
    value instanceof Set ||
    value instanceof URL ||
    ArrayBuffer.isView(value)
  );
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
