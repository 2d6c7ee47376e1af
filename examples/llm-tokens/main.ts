import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { Channel, HTMLResponse, HTTPException, Millrace } from "millrace";
import type { EventStream, LastEventId } from "millrace";

/** A piece of an answer; the last one says why it is the last. */
interface Token {
  text: string;
  finish?: "end" | "stop";
}

interface Prompt {
  prompt: string;
}

/** An answer under way. It goes on when its reader has left, until it is stopped; a reader who comes back has missed nothing. */
class Answer {
  readonly tokens = new Channel<Token>({ replay: { items: 10_000 } });
  readonly stopping = new AbortController();

  constructor(prompt: string) {
    void this.#write(prompt);
  }

  async #write(prompt: string): Promise<void> {
    let finish: Token["finish"] = "end";
    try {
      for await (const text of model(prompt, this.stopping.signal)) await this.tokens.publish({ text });
    } catch (error) {
      if (!this.stopping.signal.aborted) throw error;
      finish = "stop";
    }
    await this.tokens.publish({ text: "", finish });
    this.tokens.close();
  }
}

/** Stands for a language model: says the same to everyone, word by word. */
async function* model(prompt: string, signal: AbortSignal): AsyncGenerator<string> {
  const text = await readFile(new URL("model.txt", import.meta.url), "utf8");
  for (const word of `You said: ${prompt}\n\n${text}`.match(/\s*\S+/g) ?? []) {
    yield word;
    await sleep(40, undefined, { signal });
  }
}

const answers = new Map<string, Answer>();

const app = new Millrace({ title: "Tokens of a language model" });

/** Begin an answer; its tokens are at `/answers/{id}`. */
app.post("/answers", { status: 201 }, ({ prompt }: Prompt) => {
  const id = crypto.randomUUID();
  answers.set(id, new Answer(prompt));
  setTimeout(() => answers.delete(id), 600_000).unref();
  return { id };
});

/** The tokens of an answer, from the first on, or from the last that a reader has seen. */
app.get("/answers/{id}", (id: string, lastEventId: LastEventId): EventStream<Token> => {
  const { tokens } = answerOf(id);
  return tokens.subscribe({ lastEventId, replay: 10_000 });
});

/** Stop an answer. */
app.post("/answers/{id}/stop", { status: 204 }, (id: string) => answerOf(id).stopping.abort());

function answerOf(id: string): Answer {
  const answer = answers.get(id);
  if (!answer) throw new HTTPException(404, "there is no such answer");
  return answer;
}

app.get("/", { includeInSchema: false }, () => new HTMLResponse(page));

const page = `<!doctype html>
<meta charset="utf-8">
<title>Tokens</title>
<style>
  body { font: 16px/1.5 system-ui; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; color: #123 }
  form { display: flex; gap: .5rem }
  input { flex: 1; font: inherit; padding: .4rem }
  button { font: inherit; padding: .4rem .8rem }
  #answer { white-space: pre-wrap; min-height: 8rem; padding: 1rem; background: #f4f7fa; border-radius: 6px }
</style>
<h1>Ask the miller</h1>
<form>
  <input name="prompt" value="What is a millrace?" required>
  <button id="ask">Ask</button>
  <button id="stop" type="button" disabled>Stop</button>
</form>
<p id="answer"></p>
<p id="state"></p>
<script type="module">
  const byId = (id) => document.getElementById(id);
  const form = document.querySelector("form");
  let answer, source;

  form.onsubmit = async (event) => {
    event.preventDefault();
    source?.close();
    const response = await fetch("/answers", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ prompt: form.prompt.value }),
    });
    answer = "/answers/" + (await response.json()).id;
    byId("answer").textContent = "";
    byId("state").textContent = "";
    byId("stop").disabled = false;
    // A browser that loses the connection comes back by itself, and says what it has seen.
    source = new EventSource(answer);
    source.onmessage = ({ data }) => {
      const { text, finish } = JSON.parse(data);
      byId("answer").textContent += text;
      if (finish) end(finish === "stop" ? "stopped" : "the end");
    };
    source.onerror = () => source.readyState === EventSource.CLOSED && end("failed");
  };
  byId("stop").onclick = () => fetch(answer + "/stop", { method: "POST" });

  function end(state) {
    source.close();
    byId("state").textContent = state;
    byId("ask").textContent = "Try again";
    byId("stop").disabled = true;
  }
</script>
`;

export default app;
