import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { Millrace, Router } from "millrace";

const router = new Router();

router.use(async (request, next) => {
  if (request.header("content-encoding") !== "gzip") return next();
  const body = await promisify(gunzip)(await request.bytes());
  return next({ body, headers: { "content-encoding": null } });
});

router.post("/sum", (numbers: number[]) => ({ sum: numbers.reduce((sum, number) => sum + number, 0) }));

router.get("/check-class", (request: Request) => ({ request_class: request.constructor.name }));

export default new Millrace().includeRouter(router);
