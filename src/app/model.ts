/** A type as a value; its contract is attached to it where it is handed over. */
export type Model<T> = () => T;

/** The type `T` for a place that takes a value, such as a route's `responses`: `{ 404: model<Message>() }`. */
export function model<T>(): Model<T> {
  return () => {
    throw new TypeError("a model stands for a type; it holds no value");
  };
}
