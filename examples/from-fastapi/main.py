"""The tool library: neighbours lend each other their tools."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta, timezone
from hashlib import scrypt
from typing import Annotated, Generic, Literal, TypeVar

from fastapi import (
    APIRouter,
    Body,
    Cookie,
    Depends,
    FastAPI,
    Form,
    Header,
    HTTPException,
    Path,
    Query,
    Response,
    UploadFile,
)
from fastapi.responses import HTMLResponse, RedirectResponse, StreamingResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, ConfigDict, Field, HttpUrl

# Models

T = TypeVar("T")
Category = Literal["garden", "kitchen", "metal", "wood"]
Happening = Literal["added", "changed", "borrowed", "returned", "removed"]


class Paging(BaseModel):
    page: int = Field(1, ge=1)
    size: int = Field(10, ge=1, le=50)


class Page(BaseModel, Generic[T]):
    items: list[T]
    total: int
    next: int | None = None


class NewUser(BaseModel):
    name: str = Field(min_length=2, max_length=20, pattern="^[a-z][a-z0-9-]*$")
    password: str = Field(min_length=8)
    homepage: HttpUrl | None = None


class User(BaseModel):
    name: str
    homepage: HttpUrl | None = None
    joined: datetime


class StoredUser(User):
    salt: str
    password_hash: bytes
    admin: bool


class NewTool(BaseModel):
    """A tool that someone lends."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=60)
    category: Category
    daily_fee: float = Field(0, ge=0, description="In euros.")
    tags: list[str] = Field([], max_length=5)


class ToolChange(BaseModel):
    name: str | None = Field(None, min_length=1, max_length=60)
    category: Category | None = None
    daily_fee: float | None = Field(None, ge=0)
    tags: list[str] | None = Field(None, max_length=5)


class Tool(NewTool):
    id: int
    owner: str
    borrower: str | None = None
    due: datetime | None = None


class Filters(Paging):
    category: list[Category] = []
    available: bool = False
    max_fee: float | None = Field(None, ge=0)
    order: Literal["id", "name", "daily_fee"] = "id"


class ToolHit(BaseModel):
    kind: Literal["tool"] = "tool"
    tool: Tool


class UserHit(BaseModel):
    kind: Literal["user"] = "user"
    user: User


class Photo(BaseModel):
    name: str
    media_type: str
    size: int
    caption: str


class News(BaseModel):
    id: int
    kind: Happening
    tool: int


# What is kept, in memory

users: dict[str, StoredUser] = {}
sessions: dict[str, str] = {}
tools: dict[int, Tool] = {}
photos: dict[int, list[tuple[Photo, bytes]]] = {}
news: list[News] = []
changed = asyncio.Event()
busy = 0


def hash_password(password: str, salt: str) -> bytes:
    return scrypt(password.encode(), salt=salt.encode(), n=2**14, r=8, p=1)


def announce(kind: Happening, tool: int):
    global changed
    news.append(News(id=len(news) + 1, kind=kind, tool=tool))
    changed.set()
    changed = asyncio.Event()


def cut(items: list[T], paging: Paging) -> Page[T]:
    end = paging.page * paging.size
    following = paging.page + 1 if end < len(items) else None
    return Page(items=items[end - paging.size : end], total=len(items), next=following)


# Dependencies


async def count_requests() -> AsyncIterator[None]:
    global busy
    busy += 1
    try:
        yield
    finally:
        busy -= 1


def current_user(
    authorization: Annotated[str | None, Header()] = None,
    session: Annotated[str | None, Cookie()] = None,
) -> StoredUser:
    token = authorization.removeprefix("Bearer ") if authorization else session
    user = users.get(sessions.get(token or "", ""))
    if not user:
        headers = {"WWW-Authenticate": "Bearer"}
        raise HTTPException(401, "Log in first", headers=headers)
    return user


CurrentUser = Annotated[StoredUser, Depends(current_user)]


def administrator(user: CurrentUser) -> StoredUser:
    if not user.admin:
        raise HTTPException(403, "Administrators only")
    return user


def find_tool(tool_id: Annotated[int, Path(ge=1)]) -> Tool:
    if tool_id not in tools:
        raise HTTPException(404, f"There is no tool {tool_id}")
    return tools[tool_id]


FoundTool = Annotated[Tool, Depends(find_tool)]


def own_tool(tool: FoundTool, user: CurrentUser) -> Tool:
    if tool.owner != user.name and not user.admin:
        raise HTTPException(403, "This is not your tool")
    return tool


OwnTool = Annotated[Tool, Depends(own_tool)]

# Users

user_routes = APIRouter(prefix="/users", tags=["users"])


@user_routes.post("", status_code=201)
def register(new: NewUser) -> User:
    if new.name in users:
        raise HTTPException(409, {"error": "taken", "name": new.name})
    salt = secrets.token_hex(8)
    user = StoredUser(
        name=new.name,
        homepage=new.homepage,
        joined=datetime.now(timezone.utc),
        salt=salt,
        password_hash=hash_password(new.password, salt),
        admin=len(users) == 0,
    )
    users[new.name] = user
    return user


@user_routes.get("", dependencies=[Depends(administrator)])
def list_users(paging: Annotated[Paging, Query()]) -> Page[User]:
    return cut(list(users.values()), paging)


@user_routes.get("/me")
def read_me(user: CurrentUser) -> User:
    return user


@user_routes.post("/login")
def log_in(
    response: Response,
    name: Annotated[str, Form()],
    password: Annotated[str, Form()],
    remember: Annotated[bool, Form()] = False,
) -> dict[str, str]:
    user = users.get(name)
    if not user or hash_password(password, user.salt) != user.password_hash:
        raise HTTPException(401, "Wrong name or password")
    token = secrets.token_urlsafe()
    sessions[token] = name
    age = 30 * 24 * 3600 if remember else None
    response.set_cookie("session", token, max_age=age, httponly=True)
    return {"token": token}


@user_routes.post("/logout", status_code=204)
def log_out(response: Response, session: Annotated[str, Cookie()]) -> None:
    sessions.pop(session, None)
    response.delete_cookie("session")


# Tools

tool_routes = APIRouter(prefix="/tools", tags=["tools"])


@tool_routes.get("")
def list_tools(filters: Annotated[Filters, Query()]) -> Page[Tool]:
    """List the tools that pass all filters."""
    found = [
        tool
        for tool in tools.values()
        if (not filters.category or tool.category in filters.category)
        and (not filters.available or not tool.borrower)
        and (filters.max_fee is None or tool.daily_fee <= filters.max_fee)
    ]
    found.sort(key=lambda tool: getattr(tool, filters.order))
    return cut(found, filters)


@tool_routes.post("", status_code=201)
async def add_tool(new: NewTool, user: CurrentUser, response: Response) -> Tool:
    tool = Tool(**new.model_dump(), id=max(tools, default=0) + 1, owner=user.name)
    tools[tool.id] = tool
    response.headers["Location"] = f"/tools/{tool.id}"
    announce("added", tool.id)
    return tool


@tool_routes.get("/{tool_id}", responses={404: {"description": "No such tool"}})
def read_tool(
    tool: FoundTool,
    response: Response,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Tool:
    etag = f'"{tool.id}-{len(news)}"'
    if if_none_match == etag:
        raise HTTPException(304)
    response.headers["ETag"] = etag
    return tool


@tool_routes.patch("/{tool_id}")
async def change_tool(tool: OwnTool, change: ToolChange) -> Tool:
    """Change what is given, keep the rest."""
    tools[tool.id] = tool.model_copy(update=change.model_dump(exclude_unset=True))
    announce("changed", tool.id)
    return tools[tool.id]


@tool_routes.delete("/{tool_id}", status_code=204)
async def remove_tool(tool: OwnTool) -> None:
    del tools[tool.id]
    announce("removed", tool.id)


@tool_routes.post("/{tool_id}/loan", status_code=201)
async def borrow_tool(
    tool: FoundTool,
    user: CurrentUser,
    days: Annotated[int, Body(ge=1, le=30)],
    note: Annotated[str, Body(max_length=200)] = "",
) -> Tool:
    if tool.borrower:
        detail = {"error": "borrowed", "until": tool.due.isoformat(), "note": note}
        raise HTTPException(409, detail)
    tool.borrower = user.name
    tool.due = datetime.now(timezone.utc) + timedelta(days=days)
    announce("borrowed", tool.id)
    return tool


@tool_routes.delete("/{tool_id}/loan", status_code=204)
async def return_tool(tool: OwnTool) -> None:
    tool.borrower = tool.due = None
    announce("returned", tool.id)


@tool_routes.post("/{tool_id}/photos", status_code=201)
async def add_photos(
    tool: OwnTool,
    files: list[UploadFile],
    caption: Annotated[str, Form(max_length=80)] = "",
) -> list[Photo]:
    for file in files:
        if not (file.content_type or "").startswith("image/"):
            raise HTTPException(415, f"{file.filename} is not an image")
    added = []
    for file in files:
        content = await file.read()
        added.append(
            Photo(
                name=file.filename,
                media_type=file.content_type,
                size=len(content),
                caption=caption,
            )
        )
        photos.setdefault(tool.id, []).append((added[-1], content))
    return added


@tool_routes.get("/{tool_id}/photos/{number}", response_class=Response)
def read_photo(tool: FoundTool, number: int):
    kept = photos.get(tool.id, [])
    if not 0 <= number < len(kept):
        raise HTTPException(404, "There is no such photo")
    photo, content = kept[number]
    return Response(content, media_type=photo.media_type)


# The app

app = FastAPI(
    title="Tool library", version="1.2.0", dependencies=[Depends(count_requests)]
)
app.include_router(user_routes)
app.include_router(tool_routes)


@app.get("/", response_class=HTMLResponse, include_in_schema=False)
def home(theme: Annotated[Literal["light", "dark"], Cookie()] = "light"):
    return f'<body class="{theme}">{len(tools)} tools to <a href="/docs">lend</a>'


@app.get("/index.html", include_in_schema=False)
def old_home() -> RedirectResponse:
    return RedirectResponse("/", status_code=301)


@app.get("/health")
def health(user_agent: Annotated[str, Header()] = "unknown") -> dict[str, int | str]:
    return {"busy": busy, "agent": user_agent}


@app.get("/search")
def search(
    q: Annotated[str, Query(min_length=2, max_length=50)],
    kind: Literal["tool", "user", "all"] = "all",
) -> list[Annotated[ToolHit | UserHit, Field(discriminator="kind")]]:
    hits: list[ToolHit | UserHit] = []
    if kind != "user":
        hits += [ToolHit(tool=t) for t in tools.values() if q in t.name or q in t.tags]
    if kind != "tool":
        hits += [UserHit(user=user) for user in users.values() if q in user.name]
    return hits


@app.get("/export/tools.jsonl", dependencies=[Depends(administrator)])
async def export_lines() -> AsyncIterator[Tool]:
    for tool in tools.values():
        yield tool


@app.get("/export/tools.csv", dependencies=[Depends(administrator)])
def export_table() -> StreamingResponse:
    def rows() -> Iterator[str]:
        yield "id,name,category,daily_fee\n"
        for tool in tools.values():
            yield f'{tool.id},"{tool.name}",{tool.category},{tool.daily_fee:.2f}\n'

    headers = {"Content-Disposition": 'attachment; filename="tools.csv"'}
    return StreamingResponse(rows(), media_type="text/csv", headers=headers)


@app.get("/news", response_class=EventSourceResponse)
async def watch_news(
    last_event_id: Annotated[int, Header(ge=0)] = 0,
) -> AsyncIterator[News]:
    """What happened since the last event seen, and what happens from now on."""
    while True:
        for entry in news[last_event_id:]:
            last_event_id = entry.id
            yield ServerSentEvent(data=entry, event=entry.kind, id=str(entry.id))
        if last_event_id >= len(news):
            await changed.wait()
