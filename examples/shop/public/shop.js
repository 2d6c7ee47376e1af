const find = (id) => document.getElementById(id);
let token = null;

/** Calls the API; shows what it complains of. */
async function call(method, path, { json, body } = {}) {
  const headers = {
    ...(token && { authorization: `Bearer ${token}` }),
    ...(json && { "content-type": "application/json" }),
  };
  const accept = "application/json";
  const response = await fetch(path, {
    method,
    headers: { accept, ...headers },
    body: json ? JSON.stringify(json) : body,
  });
  const answer = response.status === 204 ? null : await response.json();
  if (!response.ok) {
    const { detail } = answer;
    throw new Error(
      Array.isArray(detail) ? detail.map(({ loc, msg }) => `${loc.at(-1)}: ${msg}`).join("; ") : detail,
    );
  }
  return answer;
}

/** Does something, and shows what went wrong if it did. */
async function reporting(work) {
  find("problem").textContent = "";
  try {
    await work();
  } catch (error) {
    find("problem").textContent = error.message;
  }
}

function onSubmit(id, submit) {
  find(id).addEventListener("submit", (event) => {
    event.preventDefault();
    void reporting(() => submit(new FormData(event.target, event.submitter), event.target));
  });
}

function show(item) {
  const entry = find(`item-${item.id}`) ?? document.createElement("li");
  entry.id = `item-${item.id}`;
  entry.className = item.sold ? "sold" : "";
  entry.replaceChildren();
  if (item.hasPicture) {
    const picture = document.createElement("img");
    picture.src = `/items/${item.id}/picture`;
    picture.alt = item.name;
    entry.append(picture);
  }
  const name = document.createElement("h3");
  name.textContent = item.name;
  const line = document.createElement("p");
  line.textContent = `${(item.price / 100).toFixed(2)} from ${item.seller}${item.sold ? ", sold" : ""}`;
  entry.append(name, line);
  if (!item.sold) {
    const buy = document.createElement("button");
    buy.textContent = "Buy";
    buy.addEventListener("click", () =>
      reporting(async () => show(await call("POST", `/items/${item.id}/buy`))),
    );
    entry.append(buy);
  }
  if (!entry.isConnected) find("items").prepend(entry);
}

onSubmit("join", async (form) => {
  const { email, name, password, action } = Object.fromEntries(form);
  if (action === "join") await call("POST", "/users", { json: { email, name, password } });
  const body = new URLSearchParams({ username: email, password });
  token = (await call("POST", "/users/token", { body })).access_token;
  const user = await call("GET", "/users/me");
  find("who").textContent = user.name;
  find("join").hidden = true;
  find("offer").hidden = false;
  listen();
});

onSubmit("offer", async (form, element) => {
  const price = Math.round(form.get("price") * 100);
  const item = await call("POST", "/items", { json: { name: form.get("name"), price } });
  const picture = form.get("picture");
  if (picture.size > 0) {
    const body = new FormData();
    body.set("picture", picture);
    await call("PUT", `/items/${item.id}/picture`, { body });
    show({ ...item, hasPicture: true });
  }
  element.reset();
});

/** Notices of what I sell, for as long as I am here. */
function listen() {
  const socket = new WebSocket(`/notifications?token=${token}`);
  socket.addEventListener("message", async ({ data }) => {
    const notice = JSON.parse(data);
    const entry = document.createElement("li");
    entry.textContent = notice.text;
    find("notices").prepend(entry);
    show(await call("GET", `/items/${notice.item}`));
  });
}

for (const item of (await call("GET", "/items")).toReversed()) show(item);
new EventSource("/items/live").addEventListener("message", ({ data }) => show(JSON.parse(data)));
