import { HTMLResponse, Millrace } from "millrace";
import type { Form } from "millrace";

const app = new Millrace({ title: "Uploads" });

app.get("/", { includeInSchema: false }, () => {
  return new HTMLResponse(`<!doctype html>
<form action="/photos" method="post" enctype="multipart/form-data">
  <input name="caption">
  <input name="photos" type="file" multiple>
  <button>Send</button>
</form>`);
});

/** Files longer than 1 MiB wait on disk until the answer has been sent. */
app.post("/photos", { status: 201 }, (photos: File[], caption: Form<string> = "") => ({
  caption,
  photos: photos.map(({ name, type, size }) => ({ name, type, size })),
}));

export default app;
