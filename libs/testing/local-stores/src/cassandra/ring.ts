/** A node's place in a cluster. */
export interface RingNode {
  /** 127.0.0.N. */
  readonly host: string;
  readonly dataCenter: string;
  /** Where its part of the ring begins. */
  readonly token: bigint;
}

const TOKENS = 2n ** 64n;
const FIRST_TOKEN = -(2n ** 63n);

/** Nodes of so many in each data centre: every data centre has the whole ring in equal parts, and no token is taken twice. */
export function planRing(dataCenters: Readonly<Record<string, number>>): RingNode[] {
  const places = Object.entries(dataCenters).flatMap(([dataCenter, count], nth) =>
    Array.from({ length: count }, (_, n) => ({
      dataCenter,
      token: FIRST_TOKEN + (TOKENS / BigInt(count)) * BigInt(n) + BigInt(nth) + 1n, // the first token itself is nobody's
    })),
  );
  return places.map((place, index) => ({ host: `127.0.0.${index + 1}`, ...place }));
}
