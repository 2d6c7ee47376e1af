import { Millrace } from "millrace";

const app = new Millrace();

enum Order {
  Up = "up",
  Down = "down",
}

const limit = Number(process.env["LIMIT"]);

app.get(
  "/",
  (
    optional?: string,
    maybe: string | undefined,
    count: number = 10,
    below: number = -1.5,
    name: string = "Ada",
    tick: string = `plain`,
    on: boolean = true,
    none: string | null = null,
    list: string[] = [],
    pair: [number, string] = [1, "a"],
    point: { x: number; y: number } = { x: 0, y: 1 },
    order: Order = Order.Down,
    computed: number = limit,
  ) => [optional, maybe, count, below, name, tick, on, none, list, pair, point, order, computed],
);
