import { Millrace } from "millrace";
import type { Depends, Int } from "millrace";

const app = new Millrace();

/** Pages of a list. */
class Paging {
  constructor(
    readonly skip: Int = 0,
    readonly limit: Int = 100,
  ) {}
}

class Bare {
  now = Date.now();
}

class Service {
  static async create(name: string) {
    return new Service(name);
  }
  private constructor(readonly name: string) {}
}

const tools = { clock: () => Date.now() };

app.get(
  "/",
  (paging: Depends<typeof Paging>, bare: Depends<typeof Bare>, service: Depends<typeof Service.create>, now: Depends<typeof tools.clock>) => [
    paging.skip,
    bare.now,
    service.name,
    now,
  ],
);
