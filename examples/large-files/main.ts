import { createWriteStream } from "node:fs";
import { mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { FileResponse, HTMLResponse, HTTPException, Millrace } from "millrace";
import type { Field, Int } from "millrace";

interface StoredFile {
  name: string;
  /** In bytes. */
  size: Int;
}

/** A name without a way out of the folder. */
type FileName = Field<string, { pattern: "^[A-Za-z0-9_][A-Za-z0-9_. -]*$"; maxLength: 100 }>;

const app = new Millrace({
  title: "Large files",
  async *lifespan() {
    const folder = await mkdtemp(join(tmpdir(), "large-files-"));
    yield { folder };
    await rm(folder, { recursive: true });
  },
});

async function describe(name: string): Promise<StoredFile> {
  const { size } = await stat(join(app.state.folder, name));
  return { name, size };
}

app.get("/files", async (): Promise<StoredFile[]> => {
  const names = (await readdir(app.state.folder)).filter((name) => !name.startsWith("."));
  return Promise.all(names.map(describe));
});

/** Fetch a file, or parts of it. */
app.get("/files/{name}", async (name: FileName): Promise<FileResponse> => {
  const stored = await readdir(app.state.folder);
  if (!stored.includes(name)) throw new HTTPException(404, "there is no such file");
  return new FileResponse(join(app.state.folder, name), { filename: name });
});

/** Store a file, written as it comes. One that does not arrive whole is not kept. */
app.put(
  "/files/{name}",
  { status: 201, bodyLimit: 16 * 1024 ** 3 },
  async (name: FileName, bytes: AsyncIterable<Uint8Array>): Promise<StoredFile> => {
    const unfinished = join(app.state.folder, `.${crypto.randomUUID()}`);
    try {
      await pipeline(bytes, createWriteStream(unfinished));
      await rename(unfinished, join(app.state.folder, name));
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    return describe(name);
  },
);

app.get("/", { includeInSchema: false }, () => new HTMLResponse(page));

const page = `<!doctype html>
<meta charset="utf-8">
<title>Large files</title>
<style>
  body { font: 16px/1.5 system-ui; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; color: #123 }
  progress { width: 100%; height: 1rem }
  li { margin: 1rem 0 }
</style>
<h1>Large files</h1>
<label>Send a file <input id="file" type="file"></label>
<progress id="sent" value="0"></progress> <output id="sending"></output>
<ul id="files"></ul>
<script type="module">
  const list = document.querySelector("#files");

  // fetch() does not tell how much of a body has left.
  document.querySelector("#file").onchange = ({ target: { files: [file] } }) => {
    const request = new XMLHttpRequest();
    const [bar, text] = [document.querySelector("#sent"), document.querySelector("#sending")];
    request.upload.onprogress = ({ loaded, total }) => show(bar, text, loaded, total);
    request.onload = () => {
      text.value = request.status === 201 ? "stored" : request.responseText;
      showFiles();
    };
    request.onerror = () => { text.value = "the connection was lost" };
    request.open("PUT", "/files/" + encodeURIComponent(file.name));
    request.send(file);
  };

  async function showFiles() {
    const files = await (await fetch("/files")).json();
    list.replaceChildren(...files.map(item));
  }

  function item({ name, size }) {
    const row = document.createElement("li");
    row.innerHTML = '<b></b> <button>fetch</button> <progress value="0"></progress> <output></output>';
    const [label, button, bar, text] = row.children;
    label.textContent = name;
    const download = { name, size, pieces: [], received: 0, etag: undefined, stop: undefined };
    button.onclick = async () => {
      if (download.stop) return download.stop.abort();
      button.textContent = "stop";
      await proceed(download, (received) => show(bar, text, received, size));
      button.textContent = download.received === size ? "fetch" : "go on";
      if (download.received === size) save(download);
    };
    return row;
  }

  // Asks for what is still missing, unless the file has changed since: then the answer is all of it.
  async function proceed(download, tell) {
    download.stop = new AbortController();
    const { received, etag, stop: { signal } } = download;
    const headers = received > 0 ? { range: "bytes=" + received + "-", "if-range": etag } : {};
    try {
      const response = await fetch("/files/" + encodeURIComponent(download.name), { headers, signal });
      if (response.status === 200) Object.assign(download, { pieces: [], received: 0 });
      download.etag = response.headers.get("etag");
      const reader = response.body.getReader();
      for (let step = await reader.read(); !step.done; step = await reader.read()) {
        download.pieces.push(step.value);
        download.received += step.value.length;
        tell(download.received);
      }
    } catch (error) {
      if (error.name !== "AbortError") tell(download.received);
    }
    download.stop = undefined;
  }

  function save(download) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(download.pieces));
    link.download = download.name;
    link.click();
    URL.revokeObjectURL(link.href);
    Object.assign(download, { pieces: [], received: 0 });
  }

  function show(bar, text, done, total) {
    bar.value = done / total;
    text.value = (done / 1e6).toFixed(1) + " of " + (total / 1e6).toFixed(1) + " MB";
  }

  showFiles();
</script>`;

export default app;
