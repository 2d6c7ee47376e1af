import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

interface Item {
  name: string;
  price: number;
  tags?: string[];
  /** @default null */
  description?: string | null;
  /** @default null */
  tax?: number | null;
}

app.get("/items/next", async function read_next_item(): Promise<Item> {
  return {
    name: "Island In The Moon",
    price: 12.99,
    description: "A place to be playin' and havin' fun",
    tags: ["breater"],
  };
});

export default app;
