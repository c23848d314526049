import { seededRandom } from '@hansom/platform-context';

import { isCode, newCode } from './code.ts';

const drawing = (...draws: number[]) => ({
  bytes: () => {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, draws.shift() ?? 0);
    return bytes;
  },
});

describe('newCode', () => {
  it('has six digits, leading zeros too', () => {
    expect(newCode(drawing(42))).toBe('000042');
    expect(newCode(drawing(1_234_567))).toBe('234567');
  });

  it('draws again what would make some codes likelier', () => {
    expect(newCode(drawing(4_294_000_000, 4_294_967_295, 7))).toBe('000007');
    expect(newCode(drawing(4_293_999_999))).toBe('999999');
  });

  it('is what a code looks like', () => {
    const random = seededRandom(3);

    for (let i = 0; i < 1_000; i++) expect(isCode(newCode(random))).toBe(true);
  });
});

describe('isCode', () => {
  it.each(['', '12345', '1234567', '12345x', ' 12345', '123456\n', '１２３４５６'])('refuses %j', (text) => {
    expect(isCode(text)).toBe(false);
  });
});
