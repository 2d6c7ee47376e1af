import assert from "node:assert/strict";
import { test } from "node:test";
import type { RateLimitStore, Taken } from "../../src/middleware/index.ts";

/** A store under test, and a clock that it goes by. */
export interface StoreUnderTest {
  readonly store: RateLimitStore;
  /** Lets so many seconds pass. */
  pass(seconds: number): Promise<void> | void;
}

const near = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) < 0.2, `${actual} is not near ${expected}`);

/** What every store of rate limits must do. `make` gives a new one, with nothing counted. */
export function rateLimitStoreSuite(
  name: string,
  make: () => Promise<StoreUnderTest> | StoreUnderTest,
): void {
  const quota = { limit: 3, window: 6 };

  test(`${name}: the whole quota can be taken at once, and not one more`, async () => {
    const { store } = await make();
    const taken: Taken[] = [];
    for (let i = 0; i < 5; i++) taken.push(await store.take("a", quota));
    assert.deepEqual(
      taken.map(({ allowed, remaining }) => [allowed, remaining]),
      [
        [true, 2],
        [true, 1],
        [true, 0],
        [false, 0],
        [false, 0],
      ],
    );
    near(taken[0]?.reset ?? 0, 2);
    near(taken[0]?.retryAfter ?? 1, 0);
    near(taken[2]?.reset ?? 0, 6);
    near(taken[4]?.reset ?? 0, 6);
    near(taken[4]?.retryAfter ?? 0, 2);
  });

  test(`${name}: what was taken comes back one by one; what was refused counts for nothing`, async () => {
    const { store, pass } = await make();
    for (let i = 0; i < 10; i++) await store.take("a", quota);
    await pass(2.1);
    assert.equal((await store.take("a", quota)).allowed, true);
    assert.equal((await store.take("a", quota)).allowed, false);
    await pass(6.1);
    assert.equal((await store.take("a", quota)).remaining, 2);
  });

  test(`${name}: each key has its own quota`, async () => {
    const { store } = await make();
    for (let i = 0; i < 4; i++) await store.take("a", quota);
    assert.equal((await store.take("b", quota)).remaining, 2);
    assert.equal((await store.take("", quota)).remaining, 2);
  });

  test(`${name}: those who ask at the same time share what there is`, async () => {
    const { store } = await make();
    const taken = await Promise.all(Array.from({ length: 20 }, () => store.take("a", quota)));
    assert.equal(taken.filter(({ allowed }) => allowed).length, 3);
  });
}
