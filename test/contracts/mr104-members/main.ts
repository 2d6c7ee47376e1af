import { Millrace } from "millrace";
import type { Depends } from "millrace";
import type { Hidden } from "./deps.ts";

const app = new Millrace();

interface Service {
  now(): number;
}

function make(service: Service) {
  const local: Service = service;
  return (now: Depends<typeof local.now>) => now;
}

app.get("/hidden", (now: Hidden) => now);
app.get("/made", make({ now: () => 1 }));
