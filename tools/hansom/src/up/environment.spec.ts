import { type Bundle } from './bundle.ts';
import { environmentOf, fixedPorts, type Shared, trafficAddresses } from './environment.ts';
import { groupOf } from './groups.ts';

const SHARED: Shared = {
  data: '/data',
  speed: 4,
  logLevel: 'info',
  clockMapping: '1700000000000@12345',
  traffic: ['127.0.0.1:9000', '127.0.0.1:9001'],
  stores: { HANSOM_STORE: 'embedded' },
  robots: { HANSOM_ROBOTS_CITY: 'got' },
};
const CERTIFICATE = { ca: '/ca/ca.pem', certificate: '/ca/desk.pem', key: '/ca/desk-key.pem' };
const PLATFORM = [
  'DATA',
  'STORE',
  'SPEED',
  'CLOCK',
  'CLOCK_MAPPING',
  'TRAFFIC',
  'PORT',
  'HEALTH_PORT',
  'TLS_CERT',
];

function aBundle(service: string, own: readonly [string, string][] = [], release?: string): Bundle {
  const rows = [...PLATFORM.map((name) => [name, ''] as const), ...own];
  return {
    ...{ service, file: `/dist/${service}/main.cjs`, ...(release !== undefined && { release }) },
    settings: rows.map(([name, usual]) => ({
      ...{ name: `HANSOM_${name}`, default: usual },
      ...{ type: 'text', description: '' },
    })),
  };
}

const DESK = aBundle('desk');
const GATEWAY = aBundle('customer-api', [['CUSTOMER_API_PORT', '8080']]);

function environment(bundle: Bundle, index = 1) {
  const { service, release } = bundle;
  const slot = { service, index, ...(release !== undefined && { release }) };
  return environmentOf(slot, { bundle, shared: SHARED, certificate: CERTIFICATE });
}

describe('the environment of an instance', () => {
  it('tells all the same clock, store and control plane, and each its certificate', () => {
    expect(environment(DESK)).toMatchObject({
      HANSOM_DATA: '/data',
      HANSOM_STORE: 'embedded',
      HANSOM_CLOCK: 'reserved',
      HANSOM_CLOCK_MAPPING: '1700000000000@12345',
      HANSOM_TRAFFIC: '127.0.0.1:9000,127.0.0.1:9001',
      HANSOM_TLS_CERT: '/ca/desk.pem',
      HANSOM_PORT: '0',
    });
  });

  it('has no setting that its service does not know: it would refuse to run', () => {
    const names = Object.keys(environment(DESK)).filter((name) => name.startsWith('HANSOM_'));

    expect(names.sort()).toEqual(PLATFORM.map((name) => `HANSOM_${name}`).sort());
    expect(environment(aBundle('robots', [['ROBOTS_CITY', '']]))).toMatchObject({
      HANSOM_ROBOTS_CITY: 'got',
    });
  });

  it('has what is not ours as we have it', () => {
    expect(environment(DESK)).toMatchObject({ PATH: process.env['PATH'] });
  });

  it('has Node keep what it compiles with the data, or where we keep it', () => {
    expect(environment(DESK)).toMatchObject({ NODE_COMPILE_CACHE: '/data/compile-cache' });

    process.env['NODE_COMPILE_CACHE'] = '/elsewhere';
    try {
      expect(environment(DESK)).toMatchObject({ NODE_COMPILE_CACHE: '/elsewhere' });
    } finally {
      delete process.env['NODE_COMPILE_CACHE'];
    }
  });

  it('leaves the known port to the first, and gives any to the others', () => {
    const release = aBundle('customer-api', [['CUSTOMER_API_PORT', '8080']], '20260102030405');

    expect(environment(GATEWAY).HANSOM_CUSTOMER_API_PORT).toBeUndefined();
    expect(environment(GATEWAY, 2).HANSOM_CUSTOMER_API_PORT).toBe('0');
    expect(environment(release).HANSOM_CUSTOMER_API_PORT).toBe('0');
  });

  it('gives each replica of traffic its own port', () => {
    expect([1, 2].map((index) => environment(aBundle('traffic'), index).HANSOM_PORT)).toEqual([
      '9000',
      '9001',
    ]);
  });
});

describe('the ports that must be free', () => {
  it('are those of traffic and of gateways', () => {
    const ports = [aBundle('traffic'), GATEWAY, DESK].map((bundle) => fixedPorts(bundle, 2, SHARED));

    expect(ports.map((some) => some.map(({ port, saidBy }) => `${port} ${saidBy}`))).toEqual([
      ['9000 --traffic', '9001 --traffic'],
      ['8080 HANSOM_CUSTOMER_API_PORT'],
      [],
    ]);
  });

  it('go on after the last for more replicas of traffic than addresses', () => {
    expect(trafficAddresses(['127.0.0.1:9000'], 3)).toEqual([
      '127.0.0.1:9000',
      '127.0.0.1:9001',
      '127.0.0.1:9002',
    ]);
    expect(trafficAddresses(['127.0.0.1:7000', '127.0.0.1:8000'], 1)).toHaveLength(2);
  });
});

describe('groupOf', () => {
  it('has traffic start first and end last, robots the other way round, and gateways end before those behind them', () => {
    const groups = [aBundle('traffic'), DESK, GATEWAY, aBundle('robots')].map((bundle) =>
      groupOf(bundle, 1, SHARED),
    );

    expect(groups.map(({ startLevel, stopLevel }) => [startLevel, stopLevel])).toEqual([
      [0, 0],
      [1, 1],
      [1, 2],
      [2, 3],
    ]);
    expect(groups.map((group) => group.fixedPorts)).toEqual([1, 0, 1, 0]);
  });
});
