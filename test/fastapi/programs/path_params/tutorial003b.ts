import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

// The original registers a second handler for the same path, which never answers; here that is the mistake MR108.
app.get("/users", function read_users(): unknown {
  return ["Rick", "Morty"];
});

export default app;
