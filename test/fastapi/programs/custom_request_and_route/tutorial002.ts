import { HTTPException, httpExceptionHandler, Millrace, RequestValidationError, Router } from "millrace";

const router = new Router();

router.exceptionHandler(RequestValidationError, async ({ errors }, request) =>
  httpExceptionHandler(new HTTPException(422, { errors, body: await request.text() })),
);

router.post("/", (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0));

export default new Millrace().includeRouter(router);
