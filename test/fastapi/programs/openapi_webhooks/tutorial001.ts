import { fastapiUniqueId, Millrace } from "millrace";

interface Subscription {
  username: string;
  monthly_fee: number;
  start_date: Date;
}

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

/**
 * When a new user subscribes to your service we'll send you a POST request with this
 * data to the URL that you register for the event `new-subscription` in the dashboard.
 */
function new_subscription(body: Subscription): unknown {
  return undefined;
}

app.webhooks.post("new-subscription", new_subscription);

app.get("/users/", function read_users(): unknown {
  return ["Rick", "Morty"];
});

export default app;
