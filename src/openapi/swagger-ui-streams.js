// A plugin of Swagger UI, for the page itself: *Try it out* on a stream shows its items as they arrive, and can stop it.
// Swagger UI would wait for the whole response, which an endless stream never gives.
{
  const streamed = /^(text\/event-stream|application\/(jsonl|x-ndjson))/i;

  /** What is shown of a stream, in characters: the newest. */
  const shown = 64 * 1024;

  /** The stream that an operation was last answered with. */
  class Stream {
    controller = new AbortController();
    items = 0;
    state = "open";
    text = "";

    /** Reads the response to its end and calls `show` as more of it comes, some twenty times a second. */
    async read(response, show) {
      const isEvents = response.headers.get("content-type").startsWith("text/event-stream");
      const separator = isEvents ? /\n\n/g : /\n+/g;
      let isDue = false;
      try {
        for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
          this.items += piece.match(separator)?.length ?? 0;
          this.text = (this.text + piece).slice(-shown);
          if (isDue) continue;
          isDue = true;
          setTimeout(() => {
            isDue = false;
            if (this.state === "open") show();
          }, 50);
        }
        this.state = "ended";
      } catch (error) {
        this.state = this.controller.signal.aborted ? "stopped" : `broken off (${error.message})`;
      }
    }
  }

  const streams = new Map();
  const keyOf = (path, method) => `${String(method).toLowerCase()} ${path}`;

  /** Fetches for one operation; a stream is told of piece by piece, and in the end as if it had come at once. */
  const fetchStream = async (system, { pathName, method }, url, request) => {
    const key = keyOf(pathName, method);
    streams.get(key)?.controller.abort();
    streams.delete(key);
    const stream = new Stream();
    const response = await fetch(url, { ...request, signal: stream.controller.signal });
    if (!response.body || !streamed.test(response.headers.get("content-type") ?? "")) return response;
    streams.set(key, stream);
    const { status, statusText, ok, headers } = response;
    const started = Date.now();
    const show = () => {
      const { text } = stream;
      const duration = Date.now() - started;
      const told = {
        url,
        status,
        statusText,
        ok,
        headers: Object.fromEntries(headers),
        text,
        data: text,
        duration,
      };
      system.specActions.setResponse(pathName, method, told);
    };
    show();
    await stream.read(response, show);
    return new Response(stream.text, { status, statusText, headers });
  };

  /** The button *Execute*, with a button that stops the stream, and how it stands. */
  const execute =
    (Original, { React }) =>
    (props) => {
      const h = React.createElement;
      const stream = streams.get(keyOf(props.path, props.method));
      if (!stream) return h(Original, props);
      const stop = () => stream.controller.abort();
      const items = `${stream.items} ${stream.items === 1 ? "item" : "items"}`;
      const style = { padding: "8px 20px", alignSelf: "center" };
      return h(
        React.Fragment,
        null,
        h(Original, props),
        stream.state === "open" &&
          h("button", { className: "btn cancel stream-stop", onClick: stop }, "Stop"),
        h("div", { className: "stream-state", style }, `${items}, ${stream.state}`),
      );
    };

  /** Items are no one JSON document, and are shown as they are. */
  const responseBody =
    (Original, { React }) =>
    (props) => {
      const h = React.createElement;
      const { content, contentType = "" } = props;
      if (typeof content !== "string" || !streamed.test(contentType)) return h(Original, props);
      const style = { maxHeight: "400px", overflow: "auto", whiteSpace: "pre-wrap" };
      return h(
        "div",
        null,
        h("h5", null, "Response body"),
        h("pre", { className: "microlight stream-body", style }, content || "\u00a0"),
      );
    };

  const plugin = (system) => {
    const executeRequest = (original) => (request) =>
      original({ ...request, userFetch: (url, init) => fetchStream(system, request, url, init) });
    // Swagger UI takes JSON Lines for a file to be saved.
    const setResponse = (original) => (path, method, response) => {
      const stream = streams.get(keyOf(path, method));
      original(path, method, stream ? { ...response, text: stream.text, data: stream.text } : response);
    };
    return {
      statePlugins: { spec: { wrapActions: { executeRequest, setResponse } } },
      wrapComponents: { execute, responseBody },
    };
  };

  // Every page that is loaded with this file has the plugin, whatever else it tells Swagger UI.
  const bundle = globalThis.SwaggerUIBundle;
  const withStreams = (options) => bundle({ ...options, plugins: [...(options.plugins ?? []), plugin] });
  globalThis.SwaggerUIBundle = Object.assign(withStreams, bundle);
}
