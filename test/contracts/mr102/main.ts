import { Millrace } from "millrace";

const app = new Millrace();

interface Model {
  name: string;
  save(): void;
}

app.get("/1", (): Model => ({ name: "a", save: () => {} }));
app.get("/2", async (): Promise<() => void> => () => {});
app.get("/3", function* (): Generator<symbol> {});
app.get("/4", (): { at: Date; error: Error }[] => []);
