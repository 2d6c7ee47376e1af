"""Records what pydantic says to many inputs, as cases.jsonl: run with Python 3, pydantic 2.13 and email-validator 2.

Each group is a type as Millrace models it, and inputs with what pydantic, asked as FastAPI asks it, answers: the errors, or
the value it parsed. An error without an input is about the whole input. The first line holds the named types.
"""

import json
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum
from ipaddress import IPv4Address
from typing import Annotated, Any, Dict, List, Literal, Optional, Set, Tuple, Union
from uuid import UUID

from pydantic import AnyUrl, BaseModel, ConfigDict, EmailStr, Field, HttpUrl, TypeAdapter, ValidationError

groups = []
definitions = {}
Float = Annotated[float, Field(allow_inf_nan=False)]


def plain(value):
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=timezone.utc)
        return aware.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, BaseModel):
        return {name: plain(part) for name, part in value if part is not None}
    if isinstance(value, dict):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    if isinstance(value, (set, frozenset)):
        return sorted(plain(part) for part in value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bytes):
        return list(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return str(value)


def encoded(value):
    """FastAPI writes a bound that is a Decimal as a number."""
    if isinstance(value, Decimal):
        return int(value) if value.as_tuple().exponent >= 0 else float(value)
    return str(value)


def error_of(error, value):
    return {name: part for name, part in error.items() if name != "input" or part is not value}


def record(model, python, *inputs, **how):
    adapter = TypeAdapter(python)
    cases = []
    for value in inputs:
        try:
            parsed = adapter.validate_python(value, from_attributes=True)
            cases.append({"input": value, "value": plain(parsed)})
        except ValidationError as failure:
            errors = failure.errors(include_url=False)
            cases.append({"input": value, "errors": [error_of(error, value) for error in errors]})
    groups.append({"type": model, **how, "cases": cases})


def kind(name, **more):
    return {"kind": name, **more}


def prop(name, model, optional=False):
    return {"name": name, "type": model, "optional": optional}


def ref(name):
    return kind("ref", id=name)


def define(name, model):
    definitions[name] = {"name": name, "type": model}


OTHERS = [None, [], {}]

record(
    kind("integer"), int,
    1, 1.5, -3, True, False, "1", "1.0", "1.5", " 1 ", "1_000", "_1", "1__0", "1_", "+1", "-1", "--1", "1e3", "0x10",
    "", " ", "1.", ".0", "1.00", "-0.0", "00012", "\u0663", "1\n", "1.0_0", "+ 1", "1_0.0", "\u00a01", "foo", "nan", *OTHERS,
)
record(
    kind("number"), Float,
    1, 1.5, "1", "1.5", " 1.5 ", "1_000", "1e3", "1E3", ".5", "5.", "+.5e-3", "0x10", "inf", "nan", "-Infinity", "",
    "1e400", "1__0", "_1", "1_", "1_0.5_0", "1e1_0", "\u0661", "twenty", True, False, *OTHERS,
)
record(
    kind("boolean"), bool,
    True, False, 1, 0, 2, 1.5, "1", "0", "true", "TRUE", "tRue", "on", "off", "y", "n", "yes", "no", "t", "f", "", " true",
    "maybe", "oN", "2", *OTHERS,
)
record(kind("string"), str, "a", "", "é", "\U0001f600", 1, True, 1.5, *OTHERS)
for bounds in (
    {"minLength": 1}, {"minLength": 2}, {"maxLength": 1}, {"maxLength": 3}, {"pattern": "^a+$"}, {"pattern": "b\\d"},
    {"minLength": 3, "maxLength": 1, "pattern": "x"},
):
    names = {"minLength": "min_length", "maxLength": "max_length", "pattern": "pattern"}
    field = Field(**{names[name]: value for name, value in bounds.items()})
    record(kind("string", **bounds), Annotated[str, field], "", "a", "aa", "bbbb", "\U0001f600\U0001f600", "xb1", 1)
for bounds in (
    {"exclusiveMinimum": 0}, {"minimum": 1}, {"exclusiveMaximum": 0}, {"maximum": -1}, {"multipleOf": 2},
    {"exclusiveMinimum": 0, "multipleOf": 2, "maximum": -1, "minimum": 10, "exclusiveMaximum": -20}, {"minimum": 1000000},
):
    names = {
        "exclusiveMinimum": "gt", "minimum": "ge", "exclusiveMaximum": "lt", "maximum": "le", "multipleOf": "multiple_of",
    }
    field = Field(**{names[name]: value for name, value in bounds.items()})
    record(kind("integer", **bounds), Annotated[int, field], 0, "0", -5, 3, "3", 12, -40)
    record(kind("number", **bounds), Annotated[Float, field], 0, "0", -5.5, 3.3, "3.25", 12)
for bound in (0.5, 1e21, 1e16, 1e-7, 10.5, -0.00002):
    record(kind("number", exclusiveMinimum=bound), Annotated[Float, Field(gt=bound)], 0, -1, "-1", 1e22)
for factor in (0.01, 0.1, 0.5, 3):
    field = Field(multiple_of=factor)
    record(
        kind("number", multipleOf=factor), Annotated[Float, field],
        0, 0.07, 0.29, 1.1, 0.015, 1e10, 19.99, 4.35, 100.01, -0.3, 3, 7,
    )
record(kind("null"), None, None, 1, "null", [])

class Color(str, Enum):
    red = "red"
    blue = "blue"

class Level(IntEnum):
    low = 1
    high = 2

class Mixed(Enum):
    one = 1
    z = "z"
    half = 1.5

record(kind("literal", values=["a"]), Literal["a"], "a", "b", 1, *OTHERS)
record(kind("literal", values=["a", "b"]), Literal["a", "b"], "a", "c", *OTHERS)
record(kind("literal", values=["a", "b", 1, True]), Literal["a", "b", 1, True], "a", "1", 2, True, *OTHERS)
record(kind("literal", values=[1, 2]), Literal[1, 2], 1, 2, "1", 3, 1.5)
awkward = ["it's", 'q"', "a\\b\n", "é\u200b", "both ' and \"", "\t\u0001", "\U0001f600\u00a0"]
record(kind("literal", values=awkward), Literal[tuple(awkward)], "c", "it's")
record(kind("enum", values=["red", "blue"]), Color, "red", "z", 1, *OTHERS)
record(kind("enum", values=[1, 2]), Level, 1, "1", "1.0", 3, "x", True, *OTHERS)
record(kind("enum", values=[1, "z", 1.5]), Mixed, 1, "1", "z", 2, 1.5, "1.5", *OTHERS)

INT, STR, FLOAT, BOOL, DATE, NULL = (kind(name) for name in ("integer", "string", "number", "boolean", "date", "null"))
record(kind("array", items=INT), List[int], [], [1, "2"], [1, "x", 1.5], {"a": 1}, "abc", None, 1)
record(kind("set", items=INT), Set[int], [], [1, 1, "1"], [1, "x"], {"a": 1}, "abc", None)
record(kind("tuple", items=[INT, STR], required=2), Tuple[int, str], [1, "a"], ["x", "b"], [1], [], [1, "a", 3], ["x", 1, 2], "x", {}, None)
record(kind("tuple", items=[INT, STR, STR], required=3), Tuple[int, str, str], [], [1], [1, "a", "b"])
record(kind("tuple", items=[], required=0, rest=INT), Tuple[int, ...], [], [1, "2"], ["x"], {})
record(kind("record", values=INT), Dict[str, int], {}, {"a": "1"}, {"a": "x", "b": None}, [], "x", None)
record(kind("map", keys=INT, values=FLOAT), Dict[int, Float], {"1": 2}, {"foo": 2.2, "3": 3.3}, {"a": "x"}, [])
for bounds in ({"minItems": 1}, {"minItems": 2}, {"maxItems": 1}):
    field = Field(**{{"minItems": "min_length", "maxItems": "max_length"}[name]: value for name, value in bounds.items()})
    for name, python in (("array", List[int]), ("set", Set[int])):
        record(kind(name, items=INT, **bounds), Annotated[python, field], [], [1], [1, 1], [1, 2, "x"], ["x"], ["x", "y"], {})

MOMENTS = [
    "2026-01-02T03:04:05Z", "2026-01-02T03:04:05", "2026-01-02", "2026-01-02 03:04:05+01:00", "2026-01-02t03:04z",
    "2026-01-02T03", "2026-01-02T03:04:05.123456789Z", "2026-01-02T03:04:05,123Z", "2026-13-02", "2026-02-30", "2024-02-29",
    "2026-01-32T00:00Z", "2026-01-02T24:00:00Z", "2026-01-02T23:60:00Z", "2026-01-02T23:59:60Z", "2026-01-02T23:59:59+25:00",
    "2026-01-02T23:59:59+23:60", "2026-01-02T23:59:59+0100", "2026-01-02T23:59:59+01", "2026-01-02T23:59:59 Z",
    "2026-01-02T23:59:59Zx", "20260102", "2026-1-2", "2026-01-0x", "2026-0x-01", "20x6-01-01", "2026/01/02", "2026-01/02",
    "x", "", "1", "1.5", "-1", " 1", "1700000000", "1700000000000", "1700000000.123456", "20000000000", "20000000001",
    "-20000000001", "1e10", "nan", "inf", "2026-01-02T03:04:05.Z", "2026-01-02X03:04:05", "2026-01-02_03:04:05",
    "2026-01-02T3:04", "2026-01-02T03:4", "2026-01-02T03:04:5", "2026-01-02T03-04", "2026-01-02T", "2026-01-02T00:00:00Z",
    "2026-01-02T03:04:05-00:00", "2026-01-02T03:04:05\u221201:00", "0000-01-01", "0000-01-01T00:00:00Z", "0001-01-01",
    "9999-12-31T23:59:59Z", "10000-01-01", "-2026-01-01", "99999999999999999999", "253402300800", "-62135596800",
    "-62135596800001", "253402300800000", "-99999999999999999", "2026-01-02T03:04:05 +01:00", "2026-01-02T03:04:05+1",
    "2026-01-02T03:04:05+", "2026-01-02T03:04:05+01:", "2026-01-02T03:04:05+01:0", "2026-01-02T03:04:05+xx:00",
    "2026-01-02T03:xx", "2026-01-02Txx:00", "2026-01-02T03:04:xx", "2026-01-02T03:04:05.x", "2026", "2026-", "2026-01",
    "not a date", "+1", "1.", ".5", "-.5", "1_000", " 2026-01-02", "2026-01-02 ", "2026-00-01", "2026-01-00", "--1", "-", "1-",
    "2026-01-02T03:04:05Z ", "12:00", "2026-01-02T03:04:05+24:00", "2026-01-02T03:04:05-12:00", "0", "86400",
    1, 1.5, 0, -1, 86400, 1700000000, 1700000000000, 20000000000, 20000000001, 1700000000.125, 1700000000123.25, 1e20, -1e20,
    -62135596801000, -62167219200001, 253402300799999, 253402300800000, True, *OTHERS,
]
TIMES = [
    "03:04", "03:04:05", "03:04:05.123", "3:04", "0304", "24:00", "23:60", "23:59:60", "x", "", "1", "86399", "03:04Z",
    "03:04+01:00", "03:04:05,5", "03:04:05.", "03:04:", "03:", "03-04", "xx:00", "00:xx", "03:04:05x", "03:04:05 ", " 03:04",
    "03:04:05+24:00", "03:04:05Zx", "030405", "03:04+01", "T03:04", "2026-01-02T03:04",
]
TIME_NUMBERS = [1, 1.5, 0, 86399, 86400, -1, 3600, 1e20, True, *OTHERS]
DURATIONS = [
    "P1D", "PT1H", "P1W", "P1DT1H2M3S", "-P1D", "+P1D", "P-1D", "PT1.5S", "PT1,5S", "P", "PT", "P1", "PT1", "x", "", "P1S", "PT1D",
    "P1D ", " P1D", "P1H", "PT1H1D", "PT-1S", "--P1D", "PTS", "PD", "P1DT1", "PT1e3S", "P2 D", "PT36H", "-PT1H", "1.5", "1 x",
    1, 1.5, -1, *OTHERS,
]
record(DATE, datetime, *MOMENTS)
record(kind("temporal", type="Instant"), datetime, *MOMENTS)
record(kind("temporal", type="PlainDate"), date, *MOMENTS)
record(kind("temporal", type="PlainTime"), time, *TIMES, *TIME_NUMBERS)
record(kind("temporal", type="Duration"), timedelta, *DURATIONS)
texts = [value for value in MOMENTS if isinstance(value, str)]
record(kind("string", format="date-time"), datetime, *texts, failures="only")
record(kind("string", format="date"), date, *texts, failures="only")
record(kind("string", format="time"), time, *TIMES, failures=True)
record(
    kind("string", format="uuid"), UUID,
    "x", "", "12345678-1234-1234-1234-12345678901", "12345678123412341234123456789012", "{12345678-1234-1234-1234-123456789012}",
    "urn:uuid:12345678-1234-1234-1234-123456789012", "12345678-1234-1234-1234-12345678901g", "12345678-1234-1234-123412345678-9012",
    "1234567-81234-1234-1234-123456789012", "12345678-1234-1234-1234-1234567890123", "a-b", "123456781234-1234-1234-123456789012",
    "12345678-1234-1234-1234-12345678901é", " 12345678-1234-1234-1234-123456789012", "12345678_1234-1234-1234-123456789012",
    "------------------------------------", "12345678-1234-1234-1234-123456789ABC", "1234567812341234123412345678901g",
    "{12345678-1234-1234-1234-123456789012", "12345678-1234-1234-1234-123456789-12", failures=True,
)
URLS = [
    "x", "", "http://", "http://a", "ftp://a", "http://a b", "http://[::1", "http://a:99999", "http://a:b", "//a", "/a", "a:b",
    "http:a", "http:///a", "mailto:x@y", "http://%zz", "http://1.2.3.4.5", "http://256.1.1.1", "http://a..b",
    "http://a/é?q=é", " http://a ", "http://a:80", "http://user:p@h:1/", "http://ß.de", "http://a@", "http://@/", "http://#",
    "http://?", "http://:80", "file:///x", "data:,x", "http://a|b", "http://0x7f.1", "http://a%20b", "http://[::g]", "http://a\tb",
    "httpx//a", "1http://a", "http://a:", "http://a:80x", "not a valid url",
]
record(kind("url"), AnyUrl, *URLS, 1, *OTHERS)
record(kind("string", format="uri"), AnyUrl, *URLS, failures=True)
record(kind("string", format="url"), HttpUrl, *URLS, "http://" + "a" * 2100, failures=True)
record(kind("string", format="ipv4"), IPv4Address, "x", "1.2.3.4", "1.2.3", "256.1.1.1", "01.2.3.4", "", failures=True)
record(
    kind("string", format="email"), EmailStr,
    "a", "@", "a@", "@b.c", "a@b", "a@b.c", "a b@c.de", "a@b..c", "a@.b", "a.@b.cd", ".a@b.cd", "a..b@c.de", "a@b c.de", "a@-b.de",
    "a@b-.de", "A@B.De", '"a b"@c.de', "a@[1.2.3.4]", "a@b.c1", "a@1.2.3.4", "é@b.de", "a@é.de", "a@" + "b" * 64 + ".de", "a@b@c.de", "",
    "a@localhost", "a@x.test", "a@x.local", "a@example.com", "a@b_c.de", "a+b@c.de", "o'b!#$%&*/=?^_`{|}~-@c.de", "a,b@c.de",
    "(x)a@b.de", "a@b.de.", "a@" + "b." * 130 + "de", "a\u0000@b.de", "a@b.co.uk", "a;b@c.de", "a\tb@c.de", "a:b@c.de", "a@b.onion",
    1, None, failures=True,
)


class Bytes(BaseModel):
    model_config = ConfigDict(val_json_bytes="base64")
    b: bytes


record(
    kind("object", properties=[prop("b", kind("bytes"))]), Bytes,
    *({"b": text} for text in (
        "YWJj", "YWJ", "YWJ=", "!!", "YW Jj", "-_-_", "+/+/", "YQ", "YQ==", "YQ=", "YR==", "Y", "", "=", "A===", "YWJj=", "YWJjé", "YW=j",
        "YQ==YQ==", "YWJj\n", "-_+/",
    )),
    {"b": 1}, {"b": None}, {},
)


class A(BaseModel):
    x: int
    y: Optional[str] = None

class B(BaseModel):
    z: str

class Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")
    a: int
    b: str

class Open(BaseModel):
    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: Dict[str, int]
    a: str

class M1(BaseModel):
    a: int
    b: int = 0

class M2(BaseModel):
    a: int
    c: int = 0

class M3(BaseModel):
    a: str

class Cat(BaseModel):
    kind: Literal["cat"]
    n: int

class Dog(BaseModel):
    kind: Literal["dog", "wolf"]
    n: str

class One(BaseModel):
    lives: Literal[1]
    q: str

class Two(BaseModel):
    lives: Literal[2]
    q: str

class Node(BaseModel):
    v: int
    next: Optional["Node"] = None
    kids: List["Node"] = []

def union(*members):
    return kind("union", members=list(members))

def literal(*values):
    return kind("literal", values=list(values))

define("A", kind("object", properties=[prop("x", INT), prop("y", union(STR, NULL), True)]))
define("B", kind("object", properties=[prop("z", STR)]))
define("Closed", kind("object", properties=[prop("a", INT), prop("b", STR)], additional=False))
define("Open", kind("object", properties=[prop("a", STR)], additional=INT))
define("M1", kind("object", properties=[prop("a", INT), prop("b", kind("integer", default=0), True)]))
define("M2", kind("object", properties=[prop("a", INT), prop("c", kind("integer", default=0), True)]))
define("M3", kind("object", properties=[prop("a", STR)]))
define("Cat", kind("object", properties=[prop("kind", literal("cat")), prop("n", INT)]))
define("Dog", kind("object", properties=[prop("kind", literal("dog", "wolf")), prop("n", STR)]))
define("One", kind("object", properties=[prop("lives", literal(1)), prop("q", STR)]))
define("Two", kind("object", properties=[prop("lives", literal(2)), prop("q", STR)]))
define("Color", kind("enum", values=["red", "blue"]))
define("Level", kind("enum", values=[1, 2]))
nodes = kind("array", items=ref("Node"), default=[])
define("Node", kind("object", properties=[prop("v", INT), prop("next", union(ref("Node"), NULL), True), prop("kids", nodes, True)]))

record(ref("A"), A, {}, {"x": "a", "y": 1, "q": 2}, {"x": "1"}, {"x": 1, "y": "b"}, [], "s", None, 1)
record(ref("Closed"), Closed, {"q": 1, "a": "x"}, {"r": 1, "q": 2}, {"a": 1, "b": ""}, {"a": 1, "b": "", "c": 2})
record(ref("Open"), Open, {"a": "x", "b": "1"}, {"a": "x", "b": "y"}, {"b": "y"})
record(ref("Node"), Node, {"v": 1, "next": {"v": "x"}}, {"v": 1, "kids": [{"v": 1}, {"kids": [{}]}]}, {"v": 1, "next": {"v": 2}})
record(union(INT, STR), Union[int, str], [], None, "1", 1, True, "x", 1.5)
record(union(STR, INT), Union[str, int], "1", 1, [])
record(union(FLOAT, BOOL), Union[Float, bool], 1, "1", "true", True, [])
record(union(BOOL, INT), Union[bool, int], 1, True, "1", "true", "7")
record(union(DATE, STR), Union[datetime, str], "2026-01-01", "x", 1)
record(union(INT, DATE), Union[int, datetime], "2026-01-01T00:00:00Z", 1, "1", 1.5, "x")
record(union(ref("A"), ref("B")), Union[A, B], {}, {"z": 1}, {"x": "1", "z": "q"}, {"z": "q"}, [])
record(union(ref("M1"), ref("M2")), Union[M1, M2], {"a": 1}, {"a": 1, "c": 2}, {"a": "1", "c": 2}, {"a": 1, "b": 1, "c": 2})
record(union(ref("M1"), ref("M3")), Union[M1, M3], {"a": 1}, {"a": "1"}, {"a": "x"}, {"a": []})
record(union(ref("M3"), ref("M1")), Union[M3, M1], {"a": 1}, {"a": "1"})
record(union(kind("record", values=INT), ref("M1")), Union[Dict[str, int], M1], {"a": 1}, {"a": "1"}, {"a": "x"})
record(union(ref("M1"), kind("record", values=INT)), Union[M1, Dict[str, int]], {"a": 1}, {"a": "1"}, {"b": "1"})
record(union(kind("array", items=INT), kind("array", items=STR)), Union[List[int], List[str]], ["1"], [1], [1, "a"], ["1", 2])
record(union(kind("unknown"), INT), Union[Any, int], 1, "1")
record(
    union(
        kind("array", items=INT), kind("record", values=INT), kind("set", items=ref("A")),
        kind("tuple", items=[INT, STR], required=2), kind("tuple", items=[], required=0, rest=INT), NULL,
    ),
    Union[List[int], Dict[str, int], Set[A], Tuple[int, str], Tuple[int, ...], None], 1,
)
record(
    union(
        INT, DATE, kind("temporal", type="PlainDate"), kind("temporal", type="PlainTime"), kind("temporal", type="Duration"),
        kind("bytes"), kind("string", format="uuid"), BOOL, FLOAT,
    ),
    Union[int, datetime, date, time, timedelta, bytes, UUID, bool, Float], [],
    labels=True,
)
record(union(INT, literal("a"), literal("b", "c")), Union[int, Literal["a"], Literal["b", "c"]], [], "z")
record(union(INT, ref("Color"), ref("Level")), Union[int, Color, Level], [])
record(
    union(
        kind("array", items=ref("A")), kind("array", items=union(INT, NULL)), kind("array", items=union(INT, STR)),
        kind("record", values=ref("A")), kind("array", items=literal("a", 1)),
    ),
    Union[List[A], List[Optional[int]], List[Union[int, str]], Dict[str, A], List[Literal["a", 1]]], 1,
)
record(
    union(
        kind("integer", exclusiveMinimum=3), kind("string", minLength=3), kind("array", items=INT, minItems=3),
        kind("number", exclusiveMinimum=3),
    ),
    Union[Annotated[int, Field(gt=3)], Annotated[str, Field(min_length=3)], Annotated[List[int], Field(min_length=3)], Annotated[float, Field(gt=3)]],
    "a", [], {},
)
record(union(INT, NULL), Optional[int], None, 1, "x", [])
record(union(INT, BOOL, NULL), Optional[Union[int, bool]], None, "x", [])
pets = Annotated[Union[Cat, Dog], Field(discriminator="kind")]
record(
    union(ref("Cat"), ref("Dog")), pets,
    {}, {"kind": "x"}, {"kind": 1}, {"kind": None}, {"kind": True}, {"kind": "cat"}, {"kind": "cat", "n": 1}, {"kind": "wolf", "n": 1}, [], "x", None,
)
record(
    union(ref("One"), ref("Two")), Annotated[Union[One, Two], Field(discriminator="lives")],
    {}, {"lives": "1"}, {"lives": 3}, {"lives": 1}, {"lives": 2, "q": "x"},
)
record(kind("array", items=union(ref("Cat"), ref("Dog"), NULL)), List[Optional[pets]], [None, {"kind": "cat", "n": "x"}, {}])
record(union(INT, kind("array", items=union(ref("Cat"), ref("Dog")))), Union[int, List[pets]], "x")


class Many(BaseModel):
    u: Union[int, Cat, List[Cat], Dict[str, int], Literal["a"], None]


texts = [
    "0", "-0", "0.0", "0.00", "00012.3", "1", "9.9", "-9.99", "99.9", "100", "123.45", "1234.5", "10.50", "10.51", "1.000",
    "1.23456", "0.001", ".5", "5.", "1e5", "1e-7", "1E+2", "12e-1", "0e3", "1_0.5", " 1.5 ", "+1.5", "x", "", "NaN", "-inf",
    12, 12345678, -5, 1.5, 0.001, 1e15, True, None, [],
]
for words, limits in [
    ({"maxDigits": 5, "decimalPlaces": 2}, {"max_digits": 5, "decimal_places": 2}),
    ({"maxDigits": 3}, {"max_digits": 3}),
    ({"decimalPlaces": 1}, {"decimal_places": 1}),
    ({"decimalPlaces": 0}, {"decimal_places": 0}),
    ({"maxDigits": 1, "decimalPlaces": 1}, {"max_digits": 1, "decimal_places": 1}),
    ({"maxDigits": 2, "decimalPlaces": 5}, {"max_digits": 2, "decimal_places": 5}),
    ({"exclusiveMinimum": 0, "maximum": 10.5}, {"gt": 0, "le": 10.5}),
    ({"minimum": -5, "exclusiveMaximum": 100}, {"ge": -5, "lt": 100}),
    ({"minimum": 1, "maxDigits": 2}, {"ge": 1, "max_digits": 2}),
]:
    record(kind("string", format="decimal", **words), Annotated[Decimal, Field(**limits)], *texts, failures=True)

members = union(INT, ref("Cat"), kind("array", items=ref("Cat")), kind("record", values=INT), literal("a"), NULL)
record(kind("object", properties=[prop("u", members)]), Many, {"u": "x"}, {"u": [{}]}, {"u": None}, {})

if __name__ == "__main__":
    with open("cases.jsonl", "w") as file:
        for line in (definitions, *groups):
            print(json.dumps(line, default=encoded), file=file)
