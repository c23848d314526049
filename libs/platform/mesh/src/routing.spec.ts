import { type ClientCall, type Endpoint, endpointsOf } from '@hansom/platform-rpc';
import { aCall, echoContract } from '@hansom/platform-rpc/testing';

import { bucketOf, routing } from './routing.ts';

const PLAIN: Endpoint = endpointsOf(echoContract()).read;

async function headersOf(
  request: object,
  { shard, baggage }: { shard?: string; baggage?: Record<string, string> },
) {
  const endpoint: Endpoint = { ...PLAIN, shard: shard === undefined ? undefined : { cityField: shard } };
  const call: ClientCall = aCall({ name: 'echo', baggage });
  await routing()(endpoint, () => Promise.resolve())(request, call);
  return call.headers;
}

describe('routing', () => {
  it.each([
    ['a code', 'got'],
    ['an id', 'booking_got_01jgfjjz00fan8nf014d2pf2db'],
  ])('says the city of a sharded call, from %s, and its bucket', async (_, where) => {
    expect(await headersOf({ where }, { shard: 'where' })).toEqual({
      'x-hansom-city': 'got',
      'x-hansom-city-bucket': String(bucketOf('got')),
    });
  });

  it.each([['Gothenburg'], [''], [undefined], [7], ['rider_01jgfjjz00fan8nf014d2pf2db']])(
    'says nothing where the field holds %j',
    async (where) => {
      expect(await headersOf({ where }, { shard: 'where' })).toBeUndefined();
    },
  );

  it('says nothing of a city where any instance can serve the call', async () => {
    expect(await headersOf({ city: 'got' }, {})).toBeUndefined();
  });

  it('pins a call to the version that the baggage has for its service, and to the label', async () => {
    const baggage = { 'pin.echo': 'v2', 'pin.other': 'v3', label: 'blue' };

    expect(await headersOf({}, { baggage })).toEqual({ 'x-hansom-version': 'v2', 'x-hansom-label': 'blue' });
  });

  it('leaves out a pin that cannot be a version', async () => {
    expect(await headersOf({}, { baggage: { 'pin.echo': 'v 2', label: '\n' } })).toBeUndefined();
  });
});

describe('bucketOf', () => {
  it('spreads cities over all buckets, and never moves one', () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const cities = letters.flatMap((a) => letters.map((b) => `${a}${b}t`));

    expect(new Set(cities.map(bucketOf)).size).toBe(100);
    expect(['got', 'lon', 'dub'].map(bucketOf)).toEqual([bucketOf('got'), bucketOf('lon'), bucketOf('dub')]);
  });
});
