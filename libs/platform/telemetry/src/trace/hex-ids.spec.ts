import { seededRandom } from '@hansom/platform-context';

import { HexIds } from './hex-ids.ts';

describe('HexIds', () => {
  it('never gives the same twice, over many draws', () => {
    const ids = new HexIds(seededRandom(1));

    const given = Array.from({ length: 5000 }, (_, i) => ids.next(i % 2 === 0 ? 32 : 16));

    expect(new Set(given).size).toBe(5000);
    expect(given.every((id, i) => new RegExp(`^[0-9a-f]{${i % 2 === 0 ? 32 : 16}}$`).test(id))).toBe(true);
  });
});
