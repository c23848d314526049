import { planRing } from './ring.ts';

describe('planRing', () => {
  it('gives each node an address, and each data centre the ring in equal parts', () => {
    const ring = planRing({ eu: 2, us: 1 });

    expect(ring.map(({ host, dataCenter }) => `${host} ${dataCenter}`)).toEqual([
      '127.0.0.1 eu',
      '127.0.0.2 eu',
      '127.0.0.3 us',
    ]);
    expect(ring[1]!.token - ring[0]!.token).toBe(2n ** 63n);
  });

  it('takes no token twice, and none that is not of the ring', () => {
    const tokens = planRing({ eu: 3, us: 3, ap: 3 }).map(({ token }) => token);

    expect(new Set(tokens).size).toBe(9);
    expect(tokens.filter((token) => token <= -(2n ** 63n) || token >= 2n ** 63n)).toEqual([]);
  });
});
