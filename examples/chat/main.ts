import { Channel, ChannelEvent, HTMLResponse, Millrace } from "millrace";
import type { EventStream, Field, LastEventId, Query } from "millrace";

type Name = Field<string, { minLength: 1; maxLength: 30 }>;

/** What somebody says. */
interface Say {
  text: Field<string, { minLength: 1; maxLength: 500 }>;
}

/** What everybody hears. */
interface Said extends Say {
  name: Name;
  at: Date;
}

/** One channel, heard over WebSockets and as server-sent events. */
const room = new Channel<Said>({ replay: { items: 100 } });

const app = new Millrace({ title: "Chat" });

const say = (name: Name, { text }: Say): Promise<void> => room.publish({ name, text, at: new Date() });

async function sayAll(name: Name, sayings: AsyncIterable<Say>): Promise<void> {
  for await (const saying of sayings) await say(name, saying);
}

/** Both ways over one connection. */
app.websocket(
  "/room",
  async function* (
    sayings: AsyncIterable<Say>,
    name: Query<Name>,
    signal: AbortSignal,
  ): AsyncGenerator<Said> {
    const heard = room.subscribe({ replay: 20, signal });
    const speaking = sayAll(name, sayings);
    const leave = (): unknown => heard.return();
    speaking.then(leave, leave);
    for await (const event of heard) if (event instanceof ChannelEvent) yield event.data;
    // What went wrong with what was said is told here.
    await speaking;
  },
);

/** The same, for who can only read: `curl -N localhost:8000/room` */
app.get("/room", (lastEventId: LastEventId): EventStream<Said> =>
  room.subscribe({ lastEventId, replay: 20 }),
);

/** `curl localhost:8000/room?name=ada --json '{"text":"hello"}'` */
app.post("/room", { status: 204 }, (saying: Say, name: Query<Name>) => say(name, saying));

app.get("/", { includeInSchema: false }, () => new HTMLResponse(page));

const page = `<!doctype html>
<meta charset="utf-8">
<title>Chat</title>
<style>
  body { font: 16px system-ui; max-width: 36rem; margin: 2rem auto; padding: 0 1rem; color: #123 }
  #heard { padding: 0; list-style: none; min-height: 12rem }
  #heard b { margin-right: .5rem }
  form { display: flex; gap: .5rem }
  #text { flex: 1 }
</style>
<h1>Chat</h1>
<p>
  <label>Name <input id="name" value="guest"></label>
  <label><input type="radio" name="face" value="socket" checked> WebSocket</label>
  <label><input type="radio" name="face" value="events"> events and POST</label>
  <output id="state"></output>
</p>
<ul id="heard"></ul>
<form><input id="text" placeholder="Say something" autocomplete="off"><button>Say</button></form>
<script type="module">
  const find = (id) => document.getElementById(id);
  let close = () => {};
  let say = () => {};

  function hear({ name, text }) {
    const line = document.createElement("li");
    const who = document.createElement("b");
    who.textContent = name;
    line.append(who, text);
    find("heard").append(line);
  }

  const faces = {
    socket() {
      const socket = new WebSocket("/room?name=" + encodeURIComponent(find("name").value));
      socket.onopen = () => (find("state").textContent = "open");
      socket.onmessage = ({ data }) => hear(JSON.parse(data));
      socket.onclose = ({ reason }) => (find("state").textContent = reason || "closed");
      close = () => {
        socket.onopen = socket.onclose = null;
        socket.close();
      };
      say = (text) => socket.send(JSON.stringify({ text }));
    },
    events() {
      const source = new EventSource("/room");
      source.onopen = () => (find("state").textContent = "open");
      source.onmessage = ({ data }) => hear(JSON.parse(data));
      close = () => source.close();
      say = (text) =>
        fetch("/room?name=" + encodeURIComponent(find("name").value), {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ text }),
        });
    },
  };

  function connect() {
    close();
    find("heard").replaceChildren();
    find("state").textContent = "connecting …";
    faces[document.querySelector("[name=face]:checked").value]();
  }

  for (const input of document.querySelectorAll("[name=face], #name")) input.addEventListener("change", connect);
  document.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    say(find("text").value);
    find("text").value = "";
  });
  connect();
</script>
`;

export default app;
