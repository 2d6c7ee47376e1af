import type { Connection } from "./connection.ts";

/** Names a value that middleware hands on, and is the dependency that gives it: `Depends<typeof key>`. */
export interface StateKey<T> {
  (connection: Connection): T;
}

/**
 * A key of its own: `export const user = stateKey<User>("user")`. A middleware sets it by `request.state.set(user, …)`; a
 * handler takes `Depends<typeof user>`, which is an error where nothing has set it.
 */
export function stateKey<T>(name: string): StateKey<T> {
  const key = (connection: Connection): T => connection.state.get(key);
  return Object.defineProperty(key, "name", { value: name });
}
