import { type Depends, Millrace, type State } from "millrace";

async function* lifespan() {
  yield { greeting: "hello" };
}
type AppState = State<typeof lifespan>;

function greeting(state: AppState): string {
  return state.greeting;
}

const app = new Millrace({ lifespan });

app.get("/", (text: Depends<typeof greeting>, state: State<typeof lifespan>) => [text, state.greeting]);
