import { Millrace } from "millrace";

const app = new Millrace();

class Entity {
  /** The key. */
  id = 0;
  static count = 0;
  protected hidden = true;
  #secret = "";
  private also = 1;
  secret() {
    return this.#secret + this.also;
  }
}

/** A user, as a class. */
class User extends Entity {
  readonly name: string;
  nickname?: string;
  onChange = () => {};
  constructor(
    name: string,
    public age: number,
  ) {
    super();
    this.name = name;
  }
  get label() {
    return this.name;
  }
  set both(value: string) {
    this.nickname = value;
  }
}

app.post("/", (user: User): User => user);
