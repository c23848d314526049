import { shardOf } from './buckets.ts';

describe('shardOf', () => {
  it('spreads ids over all shards, and never changes', () => {
    const shards = Array.from({ length: 1_000 }, (_, index) => shardOf(`hold_got_${index}`, 4));

    const counts = [0, 1, 2, 3].map((shard) => shards.filter((one) => one === shard).length);
    expect(Math.min(...counts)).toBeGreaterThan(200);
    expect([shardOf('', 4), shardOf('h1', 4), shardOf('booking_got_01j', 1_000)]).toMatchInlineSnapshot(`
      [
        1,
        2,
        609,
      ]
    `);
  });
});
