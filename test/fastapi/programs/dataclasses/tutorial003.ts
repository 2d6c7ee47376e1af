import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

interface Item {
  name: string;
  /** @default null */
  description?: string | null;
}

interface Author {
  name: string;
  items?: Item[];
}

app.post(
  "/authors/{author_id}/items/",
  async function create_author_items(author_id: string, items: Item[]): Promise<Author> {
    return { name: author_id, items };
  },
);

app.get("/authors/", function get_authors(): Author[] {
  return [
    {
      name: "Breaters",
      items: [
        { name: "Island In The Moon", description: "A place to be playin' and havin' fun" },
        { name: "Holy Buddies" },
      ],
    },
    {
      name: "System of an Up",
      items: [
        { name: "Salt", description: "The kombucha mushroom people's favorite" },
        { name: "Pad Thai" },
        { name: "Lonely Night", description: "The mostests lonliest nightiest of allest" },
      ],
    },
  ];
});

export default app;
