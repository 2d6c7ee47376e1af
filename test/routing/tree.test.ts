import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Pattern, parsePattern } from "../../src/routing/pattern.ts";
import { RouteTree } from "../../src/routing/tree.ts";
import { LinearRoutes } from "./linear.ts";

function treeOf(...paths: string[]): RouteTree<string> {
  const tree = new RouteTree<string>();
  for (const path of paths) assert.equal(tree.add("GET", parsePattern(path), path), undefined, path);
  return tree;
}

/** The route that is found, and its parameters, as one line. */
function found(tree: RouteTree<string>, path: string): string {
  const match = tree.find("GET", path);
  return match ? [match.value, ...match.params].join(" | ") : "none";
}

const tables: [string, string[], [string, string][]][] = [
  [
    "fixed text comes first, whatever was added first",
    ["/users/{id}", "/users/me", "/{any}/me", "/{rest:path}"],
    [
      ["/users/me", "/users/me"],
      ["/users/7", "/users/{id} | 7"],
      ["/shops/me", "/{any}/me | shops"],
      ["/users/me/x", "/{rest:path} | users/me/x"],
      ["/users/", "/{rest:path} | users/"],
      ["/", "/{rest:path} | "],
    ],
  ],
  [
    "a way that leads nowhere is left again",
    ["/a/b/c", "/a/{x}/d", "/{x}/b/e", "/{x:path}/f"],
    [
      ["/a/b/c", "/a/b/c"],
      ["/a/b/d", "/a/{x}/d | b"],
      ["/a/b/e", "/{x}/b/e | a"],
      ["/a/b/f", "/{x:path}/f | a/b"],
      ["/a/b/g", "none"],
    ],
  ],
  [
    "the more a segment says, the earlier it is tried",
    ["/{x}", "/{x}.json", "/{x:int}", "/{x:uuid}", "/{x:float}", "/data-{x}.json", "/{a}-{b}"],
    [
      ["/a", "/{x} | a"],
      ["/a.json", "/{x}.json | a"],
      ["/7", "/{x:int} | 7"],
      ["/7.5", "/{x:float} | 7.5"],
      ["/0123456789abcdef0123456789abcdef", "/{x:uuid} | 0123456789abcdef0123456789abcdef"],
      ["/data-a.json", "/data-{x}.json | a"],
      ["/a-b", "/{a}-{b} | a | b"],
    ],
  ],
  [
    "slashes count, and no segment is empty by accident",
    ["/a", "/a/", "/b/{x}", "/c/{x}/", "/d/{x:path}"],
    [
      ["/a", "/a"],
      ["/a/", "/a/"],
      ["/a//", "none"],
      ["/b/", "none"],
      ["/b", "none"],
      ["/b/1", "/b/{x} | 1"],
      ["/b/1/", "none"],
      ["/c/1", "none"],
      ["/c/1/", "/c/{x}/ | 1"],
      ["/c//", "none"],
      ["/d", "none"],
      ["/d/", "/d/{x:path} | "],
      ["/d//", "/d/{x:path} | /"],
      ["", "none"],
      ["*", "none"],
    ],
  ],
  [
    "escapes are undone, but for the slash that is none",
    ["/caf\u00e9", "/a b", "/100%", "/x/{v}", "/y/{v:path}", "/z/{v}.txt", "/slash/{v:path}/{w}"],
    [
      ["/caf%C3%A9", "/café"],
      ["/a%20b", "/a b"],
      ["/%61%20b", "/a b"],
      ["/100%25", "/100%"],
      ["/100%", "/100%"],
      ["/x/a%2Fb", "/x/{v} | a/b"],
      ["/x/a%252Fb", "/x/{v} | a%2Fb"],
      ["/x/%zz", "/x/{v} | %zz"],
      ["/x/%ff", "/x/{v} | %ff"],
      ["/x/%20", "/x/{v} |  "],
      ["/x%2Fa", "none"],
      ["/y/a%2Fb/c%25", "/y/{v:path} | a/b/c%"],
      ["/z/a%2Fb.txt", "/z/{v}.txt | a/b"],
      ["/slash/a/b%2Fc", "/slash/{v:path}/{w} | a | b/c"],
    ],
  ],
];
for (const [what, routes, paths] of tables) {
  test(what, () => {
    const tree = treeOf(...routes);
    for (const [path, expected] of paths) assert.equal(found(tree, path), expected, path);
  });
}

test("the same shape twice is a conflict, whatever the names", () => {
  const tree = new RouteTree<string>();
  for (const path of ["/a", "/{a}", "/{a:int}", "/x{a}", "/{a:path}", "/{a}/b", "/{a:path}/b", "/{a}-{b}"]) {
    assert.equal(tree.add("GET", parsePattern(path), path), undefined);
    assert.equal(tree.add("POST", parsePattern(path), "other method"), undefined);
    assert.equal(tree.add("GET", parsePattern(path.replace("{a", "{z")), "second"), path);
  }
  assert.equal(found(tree, "/5"), "/{a:int} | 5");
});

test("a route for another method is no hindrance, and every method is listed", () => {
  const tree = new RouteTree<string>();
  tree.add("GET", parsePattern("/users/me"), "me");
  tree.add("POST", parsePattern("/users/{id}"), "post");
  tree.add("DELETE", parsePattern("/{rest:path}"), "delete");
  assert.equal(tree.find("POST", "/users/me")?.value, "post");
  assert.deepEqual(tree.methods("/users/me"), ["GET", "POST", "DELETE"]);
  assert.deepEqual(tree.methods("/users/you"), ["POST", "DELETE"]);
  assert.deepEqual(tree.methods("/"), ["DELETE"]);
  assert.deepEqual(new RouteTree().methods("/"), []);
});

test("names of JavaScript are names like any other", () => {
  const tree = treeOf("/{x}/a", "/constructor");
  assert.equal(found(tree, "/__proto__/a"), "/{x}/a | __proto__");
  assert.equal(found(tree, "/toString"), "none");
  assert.equal(tree.find("constructor", "/constructor"), undefined);
});

test("a value may be anything, undefined too", () => {
  const tree = new RouteTree<undefined>();
  tree.add("GET", parsePattern("/a"), undefined);
  tree.add("GET", parsePattern("/{x}/b"), undefined);
  assert.deepEqual(tree.find("GET", "/a"), { value: undefined, params: [] });
  assert.deepEqual(tree.find("GET", "/1/b"), { value: undefined, params: ["1"] });
});

test("the same routes as a list that is tried from the best to the worst", () => {
  const segment = fc.constantFrom(
    "a",
    "b",
    "",
    "{str}",
    "{str}",
    "{int}",
    "{float}",
    "{path}",
    "a{str}",
    "{str}.b",
    "{int}-{str}",
    "{path}b",
  );
  const path = fc.array(segment, { minLength: 1, maxLength: 4 });
  const piece = fc.constantFrom("a", "b", "", "1", "1.5", "ab", "a.b", "1-b", "1-2-3", "x");
  const routes = fc.array(path, { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(
      routes,
      fc.array(fc.array(piece, { minLength: 1, maxLength: 4 }), { minLength: 5, maxLength: 15 }),
      (routes, paths) => {
        const tree = new RouteTree<Pattern>();
        const list = new LinearRoutes();
        for (const segments of routes) {
          const pattern = parsePattern(named(`/${segments.join("/")}`));
          if (tree.add("GET", pattern, pattern) === undefined) list.add(pattern);
        }
        for (const pieces of paths) {
          const subject = `/${pieces.join("/")}`;
          const [match, expected] = [tree.find("GET", subject), list.find(subject)];
          assert.equal(match?.value.path, expected?.pattern.path, subject);
          assert.deepEqual(match?.params, expected?.params, subject);
        }
      },
    ),
    { numRuns: 3000 },
  );
});

function named(shape: string): string {
  let count = 0;
  return shape.replace(/\{(\w+)\}/g, (_, convertor: string) => `{p${count++}:${convertor}}`);
}

test("ten thousand routes are as quick as ten", () => {
  const nanoseconds = (count: number): number => {
    const tree = new RouteTree<number>();
    for (let i = 0; i < count; i++) {
      tree.add("GET", parsePattern(`/area${i % 100}/kind${i}/{id}/part/{part}`), i);
    }
    const paths = Array.from(
      { length: 200 },
      (_, i) => `/area${((i * 7) % count) % 100}/kind${(i * 7) % count}/12/part/3`,
    );
    let best = Infinity;
    for (let round = 0; round < 30; round++) {
      const start = performance.now();
      for (const path of paths) tree.find("GET", path);
      best = Math.min(best, (performance.now() - start) / paths.length);
    }
    return best * 1e6;
  };
  nanoseconds(10);
  const [few, many] = [nanoseconds(10), nanoseconds(10_000)];
  assert.ok(many < few * 5 + 500, `${few} ns and ${many} ns`);
});
