import { Millrace } from "millrace";

const app = new Millrace();

interface Item {
  name: string;
}

const item: Item = { name: "a" };

app.get("/1", (): Item => item);
app.get("/2", async (): Promise<Item | null> => null);
app.get("/3", () => item);
app.get("/4", async () => [item]);
app.get("/5", () => {});
app.get("/6", async (): Promise<void> => {});
app.get("/7", (): Item | undefined => undefined);
app.get("/8", () => ({ Hello: "World" }));
app.get("/9", () => (Math.random() > 0.5 ? item : "none"));
app.get("/10", async () => (Math.random() > 0.5 ? Promise.resolve(item) : null));
app.get("/11", () => null);
app.get("/12", (): string | Item => "text");
app.get("/13", (): never => {
  throw new Error();
});
app.get("/14", () => ({ list: [1, 2], at: new Date(), flag: true, kind: "a" as const }));
app.get("/15", (): Map<string, Item> => new Map());
