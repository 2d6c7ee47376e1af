/** A body that cannot be read: 400, with the message as the detail. */
export class BodyError extends Error {
  override readonly name = "BodyError";
}

/** What FastAPI says of a body that is broken in a way it has no words for. */
export const brokenBody = "There was an error parsing the body";
