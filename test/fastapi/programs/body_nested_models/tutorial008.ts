import { fastapiUniqueId, Millrace } from "millrace";
import type { HttpUrl } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

interface Image {
  url: HttpUrl;
  name: string;
}

app.post("/images/multiple/", async function create_multiple_images(images: Image[]): Promise<unknown> {
  return images;
});

export default app;
