import { type Handler, Millrace, Router, model } from "millrace";

interface Message {
  message: string;
}

interface Page<T> {
  items: T[];
}

const app = new Millrace({ responses: { 500: model<Message>() } });
const shared = { 404: { model: model<Message>(), description: "Not here" }, 403: model<string>() };

app.get("/inline", { responses: { 404: model<Message>() } }, () => 1);
app.get("/named", { responses: shared }, () => 1);
app.get("/spread", { responses: { ...shared, default: model<Page<Message>>() } }, () => 1);

const router = new Router({ responses: { "4XX": { model: model<Message[]>() } } });
app.includeRouter(router, { responses: { 418: model<Page<Message>>() } });

interface Tools {
  [name: string]: Handler;
}

function toolbox(tools: Tools): Tools {
  return tools;
}

toolbox({ add: (a: number, b: number) => a + b, "a name": (text: string) => text });
