import fc from 'fast-check';

import { formatTraceparent, parseTraceparent } from './traceparent.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';
const GOOD = `00-${TRACE}-${SPAN}-01`;

describe('parseTraceparent', () => {
  it('reads ids and whether the trace is kept', () => {
    expect(parseTraceparent(GOOD)).toEqual({
      traceId: TRACE,
      spanId: SPAN,
      sampled: true,
      tracestate: undefined,
    });
    expect(parseTraceparent(`00-${TRACE}-${SPAN}-00`)?.sampled).toBe(false);
  });

  it('looks at the one flag it knows', () => {
    expect(parseTraceparent(`00-${TRACE}-${SPAN}-03`)?.sampled).toBe(true);
    expect(parseTraceparent(`00-${TRACE}-${SPAN}-02`)?.sampled).toBe(false);
  });

  it.each([
    ['nothing', undefined],
    ['an empty one', ''],
    ['version ff', `ff-${TRACE}-${SPAN}-01`],
    ['a longer one of version 00', `${GOOD}-more`],
    ['upper case', GOOD.toUpperCase()],
    ['a trace id of zeros', `00-${'0'.repeat(32)}-${SPAN}-01`],
    ['a span id of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['a short trace id', `00-${TRACE.slice(1)}-${SPAN}-01`],
    ['a short span id', `00-${TRACE}-${SPAN.slice(1)}-01`],
    ['no flags', `00-${TRACE}-${SPAN}`],
    ['letters that are not hexadecimal', GOOD.replace('4bf', '4xf')],
    ['a space before', ` ${GOOD}`],
    ['something at the end', `cc-${TRACE}-${SPAN}-01x`],
  ])('takes %s for none', (_, header) => {
    expect(parseTraceparent(header)).toBeUndefined();
  });

  it('reads what it knows of a later version', () => {
    expect(parseTraceparent(`cc-${TRACE}-${SPAN}-01-what-the-future-brings`)).toMatchObject({
      traceId: TRACE,
    });
    expect(parseTraceparent(`cc-${TRACE}-${SPAN}-01`)).toMatchObject({ spanId: SPAN });
  });

  it.each([
    'rojo=00f067aa0ba902b7,congo=t61rcWkgMzE',
    'fw529a3039@dt=FfffffQ, a=b',
    Array.from({ length: 32 }, (_, i) => `k${i}=v`).join(','),
  ])('carries the tracestate %p on', (tracestate) => {
    expect(parseTraceparent(GOOD, tracestate)?.tracestate).toBe(tracestate);
  });

  it.each([
    ['no value', 'rojo'],
    ['an empty value', 'rojo='],
    ['a value that ends with a space in the middle of the list', 'a=b ,c=\t'],
    ['a key in upper case', 'Rojo=1'],
    ['a key twice', 'a=1,a=2'],
    ['33 members', Array.from({ length: 33 }, (_, i) => `k${i}=v`).join(',')],
    ['over 512 characters', `a=${'b'.repeat(250)},c=${'d'.repeat(250)},e=${'f'.repeat(20)}`],
    ['only commas', ',,'],
  ])('leaves a tracestate with %s out', (_, tracestate) => {
    expect(parseTraceparent(GOOD, tracestate)).toMatchObject({ traceId: TRACE, tracestate: undefined });
  });

  it('reads what formatTraceparent writes', () => {
    const hex = (length: number) =>
      fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`)).filter((id) => /[^0]/.test(id));
    const point = fc.record({ traceId: hex(32), spanId: hex(16), sampled: fc.boolean() });

    fc.assert(
      fc.property(point, (written) => {
        expect(parseTraceparent(formatTraceparent(written))).toEqual({ ...written, tracestate: undefined });
      }),
      { seed: 20260105 },
    );
  });
});
