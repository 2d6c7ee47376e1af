import type { Handler, Millrace } from "millrace";

export class Api {
  readonly #app: Millrace;
  constructor(app: Millrace) {
    this.#app = app;
  }
  get(handler: Handler) {
    this.#app.get("/api", handler);
  }
}
