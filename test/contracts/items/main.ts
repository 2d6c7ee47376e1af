import { type Body, type Field, type FormPart, Millrace } from "millrace";

interface Point {
  x: number;
  y: number;
}

type Points = AsyncIterable<Point>;
type Word = Field<string, { minLength: 1 }>;

const app = new Millrace();

app.post("/0", (points: AsyncIterable<Point>) => void points);

app.post("/1", (points: Points, q?: string) => [points, q].length);

app.post("/2", (bytes: AsyncIterable<Uint8Array>, room: string) => [bytes, room].length);

app.post("/3", (words: Body<AsyncIterable<Word>, { description: "One word each" }>) => void words);

app.post("/4", (either?: AsyncIterable<"b" | "a" | Point>) => void either);

app.post("/5", (wrong: AsyncIterable<{ call: () => void }>) => void wrong);

app.post("/6", (iterator: AsyncIterator<Point>) => void iterator);
app.post("/parts", (parts: AsyncIterable<FormPart>) : number => Number(parts));
