import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

const message = `
Rick: (stumbles in drunkenly, and turns on the lights) Morty! You gotta come on. You got--... you gotta come with me.
Morty: (rubs his eyes) What, Rick? What's going on?
Rick: I got a surprise for you, Morty.
Morty: It's the middle of the night. What are you talking about?
Rick: (spills alcohol on Morty's bed) Come on, I got a surprise for you. (drags Morty by the ankle) Come on, hurry up. (pulls Morty out of his bed and into the hall)
Morty: Ow! Ow! You're tugging me too hard!
Rick: We gotta go, gotta get outta here, come on. Got a surprise for you Morty.
`;
const lines = message.trimEnd().split("\n");
const encoder = new TextEncoder();

app.get("/story/stream", async function* stream_story(): AsyncIterable<string> {
  yield* lines;
});

app.get("/story/stream-no-async", function* stream_story_no_async(): Iterable<string> {
  yield* lines;
});

app.get("/story/stream-no-annotation", async function* stream_story_no_annotation() {
  yield* lines;
});

app.get("/story/stream-no-async-no-annotation", function* stream_story_no_async_no_annotation() {
  yield* lines;
});

app.get("/story/stream-bytes", async function* stream_story_bytes(): AsyncIterable<Uint8Array> {
  for (const line of lines) yield encoder.encode(line);
});

app.get("/story/stream-no-async-bytes", function* stream_story_no_async_bytes(): Iterable<Uint8Array> {
  for (const line of lines) yield encoder.encode(line);
});

app.get("/story/stream-no-annotation-bytes", async function* stream_story_no_annotation_bytes() {
  for (const line of lines) yield encoder.encode(line);
});

app.get("/story/stream-no-async-no-annotation-bytes", function* stream_story_no_async_no_annotation_bytes() {
  for (const line of lines) yield encoder.encode(line);
});

export default app;
