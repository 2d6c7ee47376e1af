import { Millrace } from "millrace";
import type { Depends } from "millrace";

const app = new Millrace();

class Checker {
  constructor(readonly content: string) {}

  check(q: string) {
    return [q].some((text) => text.includes(this.content));
  }

  static from(content: string) {
    return new this(content);
  }

  plain(q: string) {
    return function (this: Checker) {
      return this.content + q;
    };
  }

  kept = (q: string) => q.includes(this.content);
}

const checker = new Checker("bar");

app.get("/check", (found: Depends<typeof checker.check>) => found);
app.get("/from", (found: Depends<typeof Checker.from>) => found.content);
app.get("/plain", (found: Depends<typeof checker.plain>) => typeof found);
app.get("/kept", (found: Depends<typeof checker.kept>) => found);

const counted = {
  step: 2,
  next: function (from: number) {
    return from + this.step;
  },
};

app.get("/next", (next: Depends<typeof counted.next>) => next);
