import { HTTPException, Router } from "millrace";
import type { Field, Int, Query } from "millrace";
import { administrator, type CurrentUser } from "./users.ts";

type Priority = "low" | "normal" | "high";

interface NewTask {
  title: Field<string, { minLength: 1; maxLength: 80 }>;
  /** @default "normal" */
  priority?: Priority;
  due?: Date;
}

interface Task extends NewTask {
  id: Int;
  owner: string;
  done: boolean;
}

interface Page<T> {
  items: T[];
  total: Int;
}

const tasks = new Map<number, Task>();
export const router = new Router({ prefix: "/tasks", tags: ["tasks"] });

router.get(
  "/",
  function listTasks(
    user: CurrentUser,
    priority?: Priority,
    skip: Query<Int, { minimum: 0 }> = 0,
    limit: Query<Int, { minimum: 1; maximum: 100 }> = 20,
  ): Page<Task> {
    const mine = [...tasks.values()].filter(
      (task) => task.owner === user.name && (!priority || task.priority === priority),
    );
    return { items: mine.slice(skip, skip + limit), total: mine.length };
  },
);

router.post("/", { status: 201 }, function createTask(user: CurrentUser, task: NewTask): Task {
  const created = { ...task, id: tasks.size + 1, owner: user.name, done: false };
  tasks.set(created.id, created);
  return created;
});

/** Change what is given, keep the rest. */
router.patch(
  "/{id}",
  function updateTask(id: Int, user: CurrentUser, change: Partial<NewTask & { done: boolean }>): Task {
    const task = tasks.get(id);
    if (task?.owner !== user.name) throw new HTTPException(404, "Task not found");
    return Object.assign(task, change);
  },
);

router.delete("/{id}", { status: 204, dependencies: [administrator] }, function deleteTask(id: Int): void {
  if (!tasks.delete(id)) throw new HTTPException(404, "Task not found");
});
