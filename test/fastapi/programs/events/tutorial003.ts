import { fastapiUniqueId, Millrace, type State } from "millrace";

async function* lifespan() {
  const models = { answerToEverything: (x: number) => x * 42 };
  yield models;
}

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId, lifespan });

app.get("/predict", function predict(x: number, models: State<typeof lifespan>): unknown {
  return { result: models.answerToEverything(x) };
});

export default app;
