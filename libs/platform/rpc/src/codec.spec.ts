import fc from 'fast-check';

import { decodeMessage, encodeMessage } from './codec.ts';
import { Text } from './testing/echo-contract.ts';

describe('a message', () => {
  it('is the same after it was written and read', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, (outer, inner) => {
        const message = { text: outer, inner: { text: inner } };
        expect(decodeMessage(Text, encodeMessage(Text, message))).toEqual(message);
      }),
    );
  });

  it('is read where it lies, also within a larger buffer', () => {
    const bytes = Buffer.concat([Buffer.from([1, 2, 3]), encodeMessage(Text, { text: 'a' })]).subarray(3);

    expect(decodeMessage(Text, bytes)).toEqual({ text: 'a' });
  });

  it.each([
    ['too short', [10, 5, 65], RangeError],
    ['followed by something', [10, 1, 65, 0x0c, 1], 'bytes are left after the message'],
    ['not UTF-8', [10, 2, 0xc3, 0x28], 'a string is not UTF-8'],
    ['not UTF-8 further in', [18, 3, 10, 1, 0xff], 'a string is not UTF-8'],
  ])('is not read when it is %s', (_, bytes, error) => {
    expect(() => decodeMessage(Text, Uint8Array.from(bytes))).toThrow(error);
  });

  it('may hold fields that nobody knows', () => {
    expect(decodeMessage(Text, Uint8Array.from([10, 1, 65, 0x28, 7]))).toEqual({ text: 'A' });
  });
});
