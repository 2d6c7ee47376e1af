import { Millrace } from "millrace";

const app = new Millrace();

/** As zod does it: a value and its type of one name. */
const Item = { parse: (input: unknown): { id: number; tags?: string[] } => input as never };
type Item = ReturnType<(typeof Item)["parse"]>;

interface Settings {
  debug: boolean;
}
const Settings = { debug: true };

app.post("/", (item: Item, settings: Settings): Item => (settings.debug ? item : Item.parse(item)));
