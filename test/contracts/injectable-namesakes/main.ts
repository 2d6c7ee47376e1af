import { Millrace } from "millrace";

const app = new Millrace();

interface Request {
  url: string;
}

class Reply {
  status = 200;
}

class Date {
  year = 1;
}

app.post("/", (request: Request, reply: Reply, date: Date) => [request, reply, date]);
