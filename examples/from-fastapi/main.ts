/** The tool library: neighbours lend each other their tools. */

import { randomBytes, scryptSync } from "node:crypto";
import { EventEmitter, once } from "node:events";
import {
  BaseResponse,
  HTMLResponse,
  HTTPException,
  Millrace,
  RedirectResponse,
  Router,
  ServerSentEvent,
  StreamingResponse,
} from "millrace";
import type {
  Body,
  Cookie,
  Depends,
  EventStream,
  Field,
  Form,
  Header,
  Int,
  Path,
  Query,
  Reply,
} from "millrace";

// Models

type Category = "garden" | "kitchen" | "metal" | "wood";
type Happening = "added" | "changed" | "borrowed" | "returned" | "removed";

class Paging {
  page: Field<Int, { minimum: 1 }> = 1;
  size: Field<Int, { minimum: 1; maximum: 50 }> = 10;
}

type Page<T> = { items: T[]; total: Int; next: Int | null };

class NewUser {
  name!: Field<string, { minLength: 2; maxLength: 20; pattern: "^[a-z][a-z0-9-]*$" }>;
  password!: Field<string, { minLength: 8 }>;
  homepage: URL | null = null;
}

interface User {
  name: string;
  homepage: URL | null;
  joined: Date;
}

interface StoredUser extends User {
  salt: string;
  password_hash: Buffer;
  admin: boolean;
}

/**
 * A tool that someone lends.
 * @additionalProperties false
 */
class NewTool {
  name!: Field<string, { minLength: 1; maxLength: 60 }>;
  category!: Category;
  /** In euros. */
  daily_fee: Field<number, { minimum: 0 }> = 0;
  tags: Field<string[], { maxItems: 5 }> = [];
}

type ToolChange = Partial<NewTool>;

interface Tool extends NewTool {
  id: Int;
  owner: string;
  borrower: string | null;
  due: Date | null;
}

class Filters extends Paging {
  category: Category[] = [];
  available: boolean = false;
  max_fee: Field<number, { minimum: 0 }> | null = null;
  order: "id" | "name" | "daily_fee" = "id";
}

type ToolHit = { kind: "tool"; tool: Tool };

type UserHit = { kind: "user"; user: User };

type Photo = { name: string; media_type: string; size: Int; caption: string };

type News = { id: Int; kind: Happening; tool: Int };

// What is kept, in memory

const users = new Map<string, StoredUser>();
const sessions = new Map<string, string>();
const tools = new Map<number, Tool>();
const photos = new Map<number, { photo: Photo; content: Uint8Array }[]>();
const news: News[] = [];
const changes = new EventEmitter();
let busy = 0;

function hashPassword(password: string, salt: string) {
  return scryptSync(password, salt, 64, { N: 2 ** 14, r: 8, p: 1 });
}

function announce(kind: Happening, tool: number) {
  news.push({ id: news.length + 1, kind, tool });
  changes.emit("change");
}

function cut<T>(items: T[], { page, size }: Paging): Page<T> {
  const end = page * size;
  return {
    items: items.slice(end - size, end),
    total: items.length,
    next: end < items.length ? page + 1 : null,
  };
}

// Dependencies

function* countRequests() {
  busy++;
  try {
    yield;
  } finally {
    busy--;
  }
}

function currentUser(authorization?: Header<string>, session?: Cookie<string>) {
  const token = authorization?.replace(/^Bearer /, "") ?? session;
  const user = users.get(sessions.get(token ?? "") ?? "");
  if (!user) throw new HTTPException(401, "Log in first", { headers: { "WWW-Authenticate": "Bearer" } });
  return user;
}
type CurrentUser = Depends<typeof currentUser>;

function administrator(user: CurrentUser) {
  if (!user.admin) throw new HTTPException(403, "Administrators only");
  return user;
}

function findTool(tool_id: Path<Int, { minimum: 1 }>) {
  const tool = tools.get(tool_id);
  if (!tool) throw new HTTPException(404, `There is no tool ${tool_id}`);
  return tool;
}
type FoundTool = Depends<typeof findTool>;

function ownTool(tool: FoundTool, user: CurrentUser) {
  if (tool.owner !== user.name && !user.admin) throw new HTTPException(403, "This is not your tool");
  return tool;
}
type OwnTool = Depends<typeof ownTool>;

// Users

const userRoutes = new Router({ prefix: "/users", tags: ["users"] });

userRoutes.post("", { status: 201 }, function register({ name, password, homepage }: NewUser): User {
  if (users.has(name)) throw new HTTPException(409, { error: "taken", name });
  const salt = randomBytes(8).toString("hex");
  const user = {
    name,
    homepage,
    joined: new Date(),
    salt,
    password_hash: hashPassword(password, salt),
    admin: users.size === 0,
  };
  users.set(name, user);
  return user;
});

userRoutes.get("", { dependencies: [administrator] }, function listUsers(paging: Query<Paging>): Page<User> {
  return cut([...users.values()], paging);
});

userRoutes.get("/me", function readMe(user: CurrentUser): User {
  return user;
});

userRoutes.post(
  "/login",
  function logIn(reply: Reply, name: Form<string>, password: Form<string>, remember: Form<boolean> = false) {
    const user = users.get(name);
    if (!user || !hashPassword(password, user.salt).equals(user.password_hash))
      throw new HTTPException(401, "Wrong name or password");
    const token = randomBytes(32).toString("base64url");
    sessions.set(token, name);
    reply.setCookie("session", token, { httpOnly: true, ...(remember && { maxAge: 30 * 24 * 3600 }) });
    return { token };
  },
);

userRoutes.post("/logout", { status: 204 }, function logOut(reply: Reply, session: Cookie<string>): void {
  sessions.delete(session);
  reply.deleteCookie("session");
});

// Tools

const toolRoutes = new Router({ prefix: "/tools", tags: ["tools"] });

/** List the tools that pass all filters. */
toolRoutes.get("", function listTools(filters: Query<Filters>): Page<Tool> {
  const { category, available, max_fee, order } = filters;
  const found = [...tools.values()].filter(
    (tool) =>
      (category.length === 0 || category.includes(tool.category)) &&
      (!available || !tool.borrower) &&
      (max_fee === null || tool.daily_fee <= max_fee),
  );
  found.sort((a, b) => (a[order] < b[order] ? -1 : Number(a[order] > b[order])));
  return cut(found, filters);
});

toolRoutes.post("", { status: 201 }, function addTool(tool: NewTool, user: CurrentUser, reply: Reply): Tool {
  const id = Math.max(0, ...tools.keys()) + 1;
  const added = { ...tool, id, owner: user.name, borrower: null, due: null };
  tools.set(id, added);
  reply.headers.set("Location", `/tools/${id}`);
  announce("added", id);
  return added;
});

toolRoutes.get(
  "/{tool_id}",
  { responses: { 404: { description: "No such tool" } } },
  function readTool(tool: FoundTool, reply: Reply, ifNoneMatch?: Header<string>): Tool {
    const etag = `"${tool.id}-${news.length}"`;
    if (ifNoneMatch === etag) throw new HTTPException(304);
    reply.headers.set("ETag", etag);
    return tool;
  },
);

/** Change what is given, keep the rest. */
toolRoutes.patch("/{tool_id}", function changeTool(tool: OwnTool, change: ToolChange): Tool {
  Object.assign(tool, change);
  announce("changed", tool.id);
  return tool;
});

toolRoutes.delete("/{tool_id}", { status: 204 }, function removeTool(tool: OwnTool): void {
  tools.delete(tool.id);
  announce("removed", tool.id);
});

toolRoutes.post(
  "/{tool_id}/loan",
  { status: 201 },
  function borrowTool(
    tool: FoundTool,
    user: CurrentUser,
    days: Body<Int, { minimum: 1; maximum: 30 }>,
    note: Body<string, { maxLength: 200 }> = "",
  ): Tool {
    if (tool.borrower) throw new HTTPException(409, { error: "borrowed", until: tool.due, note });
    tool.borrower = user.name;
    tool.due = new Date(Date.now() + days * 24 * 3600 * 1000);
    announce("borrowed", tool.id);
    return tool;
  },
);

toolRoutes.delete("/{tool_id}/loan", { status: 204 }, function returnTool(tool: OwnTool): void {
  tool.borrower = tool.due = null;
  announce("returned", tool.id);
});

toolRoutes.post(
  "/{tool_id}/photos",
  { status: 201 },
  async function addPhotos(
    tool: OwnTool,
    files: File[],
    caption: Form<string, { maxLength: 80 }> = "",
  ): Promise<Photo[]> {
    const strange = files.find((file) => !file.type.startsWith("image/"));
    if (strange) throw new HTTPException(415, `${strange.name} is not an image`);
    const added = await Promise.all(
      files.map(async (file) => {
        const { name, type, size } = file;
        return { photo: { name, media_type: type, size, caption }, content: await file.bytes() };
      }),
    );
    photos.set(tool.id, [...(photos.get(tool.id) ?? []), ...added]);
    return added.map(({ photo }) => photo);
  },
);

toolRoutes.get("/{tool_id}/photos/{number}", function readPhoto(tool: FoundTool, number: Int) {
  const kept = photos.get(tool.id)?.[number];
  if (!kept) throw new HTTPException(404, "There is no such photo");
  return new BaseResponse(kept.content, { mediaType: kept.photo.media_type });
});

// The app

const app = new Millrace({ title: "Tool library", version: "1.2.0", dependencies: [countRequests] });
app.includeRouter(userRoutes);
app.includeRouter(toolRoutes);

app.get("/", { includeInSchema: false }, function home(theme: Cookie<"light" | "dark"> = "light") {
  return new HTMLResponse(`<body class="${theme}">${tools.size} tools to <a href="/docs">lend</a>`);
});

app.get("/index.html", { includeInSchema: false }, () => new RedirectResponse("/", { status: 301 }));

app.get("/health", function health(userAgent: Header<string> = "unknown") {
  return { busy, agent: userAgent };
});

app.get(
  "/search",
  function search(
    q: Query<string, { minLength: 2; maxLength: 50 }>,
    kind: "tool" | "user" | "all" = "all",
  ): (ToolHit | UserHit)[] {
    const hits: (ToolHit | UserHit)[] = [];
    if (kind !== "user")
      for (const tool of tools.values())
        if (tool.name.includes(q) || tool.tags.includes(q)) hits.push({ kind: "tool", tool });
    if (kind !== "tool")
      for (const user of users.values()) if (user.name.includes(q)) hits.push({ kind: "user", user });
    return hits;
  },
);

app.get(
  "/export/tools.jsonl",
  { dependencies: [administrator] },
  async function* exportLines(): AsyncGenerator<Tool> {
    yield* tools.values();
  },
);

app.get("/export/tools.csv", { dependencies: [administrator] }, function exportTable() {
  function* rows() {
    yield "id,name,category,daily_fee\n";
    for (const { id, name, category, daily_fee } of tools.values())
      yield `${id},"${name}",${category},${daily_fee.toFixed(2)}\n`;
  }
  const headers = { "Content-Disposition": 'attachment; filename="tools.csv"' };
  return new StreamingResponse(rows(), { mediaType: "text/csv", headers });
});

/** What happened since the last event seen, and what happens from now on. */
app.get(
  "/news",
  async function* watchNews(
    signal: AbortSignal,
    lastEventId: Header<Int, { minimum: 0 }> = 0,
  ): EventStream<News> {
    while (true) {
      for (const entry of news.slice(lastEventId)) {
        lastEventId = entry.id;
        yield new ServerSentEvent({ data: entry, event: entry.kind, id: String(entry.id) });
      }
      if (lastEventId >= news.length) await once(changes, "change", { signal });
    }
  },
);

export default app;
