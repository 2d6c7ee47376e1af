import { Millrace } from "millrace";

const app = new Millrace();

/** Where it stands. */
enum State {
  Open,
  Closed = 5,
  Lost,
}

enum Color {
  Red = "red",
  Blue = "blue",
}

const enum Size {
  Small = "s",
}

enum Computed {
  Length = "abc".length,
  Two = 2,
}

app.get(
  "/",
  (state: State, color: Color, size: Size, computed: Computed, red: Color.Red, maybe: Color | null, none?: Color) => [
    state,
    color,
    size,
    computed,
    red,
    maybe,
    none,
  ],
);
