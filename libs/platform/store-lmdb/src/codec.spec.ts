import { decodeRecord, encodeRecord } from './codec.ts';

describe('the codec of records', () => {
  it.each([
    ['text', ''],
    ['a number', 1.5],
    ['negative zero', -0],
    ['infinity', -Infinity],
    ['a small bigint', 1n],
    ['a bigint', -(2n ** 63n)],
    ['a boolean', false],
    ['bytes', Uint8Array.from([0, 255])],
    ['no bytes', new Uint8Array()],
    ['a list', ['', 'b']],
  ])('gives back %s as it was, without a definition', (_, value) => {
    const record = { columns: { value }, expiry: 5 };

    expect(decodeRecord(encodeRecord(record))).toEqual(record);
  });

  it('keeps nothing of nulls, and no expiry where there is none', () => {
    const text = encodeRecord({ columns: { a: undefined, b: 'x' } });

    expect(decodeRecord(text)).toEqual({ columns: { b: 'x' } });
    expect(Object.keys(decodeRecord(text))).toEqual(['columns']);
  });
});
