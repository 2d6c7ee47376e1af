import { Channel, HTMLResponse, Millrace } from "millrace";
import type { EventStream, LastEventId } from "millrace";

/** One look at this process. */
interface Reading {
  at: Date;
  /** Of one core, in percent. */
  cpu: number;
  /** In MiB. */
  memory: number;
  /** Who watches. */
  viewers: number;
}

/** A browser that was away for a minute misses nothing; one that is new sees the last minute at once. */
const readings = new Channel<Reading>({ replay: { items: 240 } });

/** Reads the meters four times a second, for as long as the app runs. */
async function* meters() {
  let before = process.cpuUsage();
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    void readings.publish({
      at: new Date(),
      cpu: (user + system) / 2500,
      memory: process.memoryUsage.rss() / 2 ** 20,
      viewers: readings.size,
    });
  }, 250);
  yield;
  clearInterval(timer);
  readings.close();
}

const app = new Millrace({ title: "Live dashboard", lifespan: meters });

/** Readings as they are made: `curl -N localhost:8000/readings` */
app.get("/readings", (lastEventId: LastEventId): EventStream<Reading> =>
  readings.subscribe({ lastEventId, replay: 240 }),
);

app.get("/", { includeInSchema: false }, () => new HTMLResponse(page));

const page = `<!doctype html>
<meta charset="utf-8">
<title>Live dashboard</title>
<style>
  body { font: 16px system-ui; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; color: #123 }
  figure { margin: 0 0 1.5rem }
  figcaption { display: flex; justify-content: space-between; margin-bottom: .25rem }
  output { font-variant-numeric: tabular-nums; font-weight: 600 }
  canvas { width: 100%; height: 160px; background: #f4f7fa; border-radius: 6px }
</style>
<h1>Live dashboard</h1>
<p id="state">connecting …</p>
<figure><figcaption>Processor <output id="cpu"></output></figcaption><canvas id="cpu-plot"></canvas></figure>
<figure><figcaption>Memory <output id="memory"></output></figcaption><canvas id="memory-plot"></canvas></figure>
<script type="module">
  const readings = [];
  const byId = (id) => document.getElementById(id);
  const source = new EventSource("/readings");
  source.onerror = () => (byId("state").textContent = "away; the browser connects again …");
  source.addEventListener("gap", ({ data }) => console.warn("readings are missing", data));
  source.onmessage = ({ data }) => {
    const reading = JSON.parse(data);
    readings.push(reading);
    if (readings.length > 240) readings.shift();
    const viewers = reading.viewers;
    byId("state").textContent = viewers + (viewers === 1 ? " viewer" : " viewers");
    byId("cpu").textContent = reading.cpu.toFixed(1) + " %";
    byId("memory").textContent = reading.memory.toFixed(1) + " MiB";
    requestAnimationFrame(() => {
      plot("cpu", "#0a7", 0);
      plot("memory", "#06c", Math.min(...readings.map((one) => one.memory)) * 0.98);
    });
  };

  function plot(name, color, low) {
    const canvas = byId(name + "-plot");
    const width = (canvas.width = canvas.clientWidth * devicePixelRatio);
    const height = (canvas.height = canvas.clientHeight * devicePixelRatio);
    const high = Math.max(low + 1, ...readings.map((one) => one[name])) * 1.02;
    const context = canvas.getContext("2d");
    context.strokeStyle = color;
    context.lineWidth = 2 * devicePixelRatio;
    context.lineJoin = "round";
    context.beginPath();
    readings.forEach((one, index) => {
      const x = width * (1 - (readings.length - 1 - index) / 239);
      context.lineTo(x, height * (1 - (one[name] - low) / (high - low)));
    });
    context.stroke();
  }
</script>
`;

export default app;
