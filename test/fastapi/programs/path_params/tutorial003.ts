import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

app.get("/users/me", function read_user_me(): unknown {
  return { user_id: "the current user" };
});

app.get("/users/{user_id}", function read_user(user_id: string): unknown {
  return { user_id };
});

export default app;
