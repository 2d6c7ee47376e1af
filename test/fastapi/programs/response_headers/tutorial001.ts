import { fastapiUniqueId, JSONResponse, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/headers/", function get_headers() {
  const headers = { "X-Cat-Dog": "alone in the world", "Content-Language": "en-US" };
  return new JSONResponse({ message: "Hello World" }, { headers });
});

export default app;
