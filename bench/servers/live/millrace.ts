import { Channel, type EventStream, Millrace } from "millrace";
import { serve } from "millrace/node";
import { announce, type Item } from "./announce.ts";

const channel = new Channel<Item>();

const app = new Millrace();
app.get("/", (): EventStream<Item> => channel.subscribe());
announce((await serve(app, { host: "127.0.0.1", port: 0 })).port, (item) => channel.publish(item));
