import { fastapiUniqueId, Millrace } from "millrace";
import type { HttpUrl } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

interface Image {
  url: HttpUrl;
  name: string;
}

class Item {
  name!: string;
  description: string | null = null;
  price!: number;
  tax: number | null = null;
  tags: Set<string> = new Set();
  images: Image[] | null = null;
}

class Offer {
  name!: string;
  description: string | null = null;
  price!: number;
  items!: Item[];
}

app.post("/offers/", async function create_offer(offer: Offer): Promise<unknown> {
  return offer;
});

export default app;
