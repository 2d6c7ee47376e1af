import { Router } from "millrace";

export const router = new Router();

router.get("/users/", { tags: ["users"] }, function read_users(): unknown {
  return [{ username: "Rick" }, { username: "Morty" }];
});

router.get("/users/me", { tags: ["users"] }, function read_user_me(): unknown {
  return { username: "fakecurrentuser" };
});

router.get("/users/{username}", { tags: ["users"] }, function read_user(username: string): unknown {
  return { username };
});
