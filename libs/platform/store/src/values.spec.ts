import { canonical, sameValue, storedForm } from './values.ts';

describe('values', () => {
  it('are the same when a condition would say so', () => {
    const bytes = [Uint8Array.of(1), Uint8Array.of(1), Uint8Array.of(2)] as const;

    expect(sameValue(bytes[0], bytes[1])).toBe(true);
    expect(sameValue(bytes[0], bytes[2])).toBe(false);
    expect(sameValue(bytes[0], undefined)).toBe(false);
    expect(sameValue(undefined, bytes[0])).toBe(false);
    expect(sameValue(['a', 'b'], ['a', 'b'])).toBe(true);
    expect(sameValue(['a', 'b'], ['a', 'c'])).toBe(false);
    expect(sameValue(['a'], ['a', 'b'])).toBe(false);
    expect(sameValue(['a'], undefined)).toBe(false);
    expect(sameValue(undefined, undefined)).toBe(true);
    expect(sameValue(1n, 1n)).toBe(true);
    expect(sameValue('1', 1)).toBe(false);
  });

  it('are stored as copies, whole numbers without a negative zero', () => {
    const list = ['a'];
    const stored = storedForm('text_list', list);
    list.push('b');

    expect(stored).toEqual(['a']);
    expect(Object.isFrozen(stored)).toBe(true);
    expect(storedForm('int', -0)).toBe(0);
    expect(storedForm('timestamp', -0)).toBe(0);
    expect(storedForm('double', -0)).toBe(-0);
  });

  it('have one canonical text, whatever the order of members', () => {
    const a = { b: 1n, a: [Uint8Array.of(255), 'x'], c: undefined, d: null, e: { z: true, y: 0 } };
    const b = { e: { y: 0, z: true }, d: null, a: [Uint8Array.of(255), 'x'], b: 1n };

    expect(canonical(a)).toBe('{a:[0xff,"x"],b:1n,d:null,e:{y:0,z:true}}');
    expect(canonical(b)).toBe(canonical(a));
    expect(canonical(undefined)).toBe('null');
  });
});
