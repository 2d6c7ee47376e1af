import { Router } from "millrace";

export const router = new Router();

router.post("/", function update_admin(): unknown {
  return { message: "Admin getting schwifty" };
});
