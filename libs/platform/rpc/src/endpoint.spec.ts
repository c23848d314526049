import { BinaryWriter } from '@bufbuild/protobuf/wire';
import { Access, Criticality, ShardKey, Sla } from '@hansom/proto-options';

import { type MethodDefinition } from './contract.ts';
import { budgetOf, endpointsOf, foreignContract } from './endpoint.ts';
import { echoContract, talkContract, Text } from './testing/echo-contract.ts';

const SLA = (50001 << 3) | 2;
const ACCESS = (50002 << 3) | 2;
const CRITICALITY = 50003 << 3;
const SHARD = (50004 << 3) | 2;

const promise = embedded(Sla.encode({ meanMs: 10, p95Ms: 40 }));
const declared = { [SLA]: [promise], [CRITICALITY]: [Uint8Array.of(Criticality.RIDE)] };

describe('the endpoints of a contract', () => {
  it('say what the contract says', () => {
    const { read, repeat, write } = endpointsOf(
      echoContract({ service: 'lost_property', meanMs: 3, p95Ms: 30 }),
    );

    expect(read).toEqual({
      service: 'lost-property',
      method: 'Read',
      path: '/hansom.lost_property.v1.EchoService/Read',
      kind: 'unary',
      promise: { meanMs: 3, p95Ms: 30 },
      access: { kind: 'open' },
      criticality: 2,
      idempotency: 'no_side_effects',
      shard: undefined,
      request: Text,
      response: Text,
    });
    expect([repeat.idempotency, write.idempotency]).toEqual(['idempotent', 'none']);
    expect(Object.isFrozen(read)).toBe(true);
  });

  it('are read once', () => {
    const contract = echoContract();

    expect(endpointsOf(contract)).toBe(endpointsOf(contract));
  });

  it('know streams', () => {
    const { watch, chat } = endpointsOf(talkContract());

    expect([watch.kind, chat.kind]).toEqual(['server_stream', 'bidi_stream']);
  });

  it.each([
    ['hansom.sample_hold.v1.SampleHoldService', 'sample-hold'],
    ['hansom.eta.v2beta1.EtaService', 'eta'],
    ['grpc.health.v1.Health', 'health'],
    ['hansom.dev1.v1.DevService', 'dev1'],
    ['hansom.Lost.LostService', 'lost'],
    ['Plain', 'plain'],
  ])('of %s belong to %s', (fullName, service) => {
    const contract = { name: 'Plain', fullName, methods: { do: method({}) } };

    expect(endpointsOf(contract).do.service).toBe(service);
  });

  it('let nobody in where no rule says so', () => {
    const endpoint = only(method({ [ACCESS]: [embedded(Access.encode({}))] }));

    expect([only(method({})).access, endpoint.access]).toEqual([undefined, undefined]);
  });

  it('let in whom a rule names', () => {
    const rule = { services: ['desk'], roles: ['OPS'], cityField: 'home_city' };
    const scoped = Access.encode({ rule: { $case: 'only', value: rule } });
    const plain = Access.encode({
      rule: { $case: 'only', value: { services: ['desk'], roles: [], cityField: '' } },
    });

    expect(only(method({ [ACCESS]: [embedded(scoped)] })).access).toEqual({
      kind: 'only',
      services: ['desk'],
      roles: ['OPS'],
      cityField: 'homeCity',
    });
    expect(only(method({ [ACCESS]: [embedded(plain)] })).access).toMatchObject({ cityField: undefined });
  });

  it('name the key of the request that they are sharded by', () => {
    const key = embedded(ShardKey.encode({ cityField: 'pickup_city_2_id' }));

    expect(only(method({ [SHARD]: [key] })).shard).toEqual({ cityField: 'pickupCity2Id' });
  });

  it.each([1, 2, 3, 4, 5, 6])('are as critical as level %d of the contract, less one', (level) => {
    expect(only(method({ [CRITICALITY]: [Uint8Array.of(level)] })).criticality).toBe(level - 1);
  });

  it('take the last of options that are said twice', () => {
    const [one, two] = [4, 5].map((level) => Uint8Array.of(level));

    expect(only(method({ [CRITICALITY]: [one ?? promise, two ?? promise] })).criticality).toBe(4);
  });

  it('are not made of a contract that fails to say something: all of it is told', () => {
    const later = embedded(Sla.encode({ meanMs: 40, p95Ms: 10 }));
    const contract = {
      name: 'BadService',
      fullName: 'hansom.bad.v1.BadService',
      methods: {
        nothing: { ...method({}), name: 'Nothing', options: {} },
        early: { ...method({ [SLA]: [later] }), name: 'Early' },
        unknown: { ...method({ [CRITICALITY]: [Uint8Array.of(7)] }), name: 'Unknown' },
        upload: { ...method({}), name: 'Upload', requestStream: true },
      },
    };

    expect(() => endpointsOf(contract)).toThrow(
      new TypeError(
        [
          'contract hansom.bad.v1.BadService:',
          'Nothing: the promise (hansom.options.v1.sla) is missing or has no mean_ms',
          'Nothing: the criticality (hansom.options.v1.criticality) is missing or unknown',
          'Early: the promised p95_ms is less than its mean_ms',
          'Unknown: the criticality (hansom.options.v1.criticality) is missing or unknown',
          'Upload: a stream of requests with one answer is not supported',
        ].join('\n  '),
      ),
    );
  });

  it('of a foreign contract are what its terms say', () => {
    const health = { ...talkContract(), fullName: 'grpc.health.v1.Health' };
    const terms = {
      service: 'eta',
      promise: { meanMs: 1, p95Ms: 2 },
      access: { kind: 'open' },
      criticality: 4,
    } as const;

    const { watch, chat } = endpointsOf(foreignContract(health, terms));

    expect(watch).toMatchObject({ ...terms, path: '/grpc.health.v1.Health/Watch', kind: 'server_stream' });
    expect(chat).toMatchObject({ kind: 'bidi_stream', shard: undefined, idempotency: 'none' });
  });

  it('of a foreign contract are not those of the next service that serves it', () => {
    const promise = { meanMs: 1, p95Ms: 2 };
    const [one, other] = ['eta', 'desk'].map((service) =>
      foreignContract(talkContract(), { service, promise, access: undefined, criticality: 4 }),
    );

    expect([one, other].map((contract) => contract && endpointsOf(contract).watch.service)).toEqual([
      'eta',
      'desk',
    ]);
  });
});

describe('the budget of a call', () => {
  it.each([
    [1, 500],
    [166, 500],
    [167, 501],
    [1000, 3000],
    [1667, 5000],
    [60_000, 5000],
  ])('with a promise of %d ms is %d ms', (p95Ms, budget) => {
    expect(budgetOf(endpointsOf(echoContract({ meanMs: 1, p95Ms })).read)).toBe(budget);
  });
});

function only(definition: MethodDefinition) {
  return endpointsOf({
    name: 'OneService',
    fullName: 'hansom.one.v1.OneService',
    methods: { do: definition },
  }).do;
}

function method(options: Record<number, readonly Uint8Array[]>): MethodDefinition {
  const sides = { requestType: Text, requestStream: false, responseType: Text, responseStream: false };
  return { name: 'Do', ...sides, options: { _unknownFields: { ...declared, ...options } } };
}

/** As ts-proto keeps an option that is a message: with its length before it. */
function embedded(message: BinaryWriter): Uint8Array {
  return new BinaryWriter().bytes(message.finish()).finish();
}
