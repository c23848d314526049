import { type MeshInstance, type ServiceRules } from '../model/snapshot.ts';
import { viewOf } from '../model/view.ts';
import { anInstance, aSnapshot, someRules } from '../testing/instances.ts';
import { type Route, routesOf } from './routes.ts';

type NamedRoute = Route & { name: string };

function routes(instances: MeshInstance[], rules: Partial<ServiceRules> = {}, name = 'echo'): NamedRoute[] {
  const view = viewOf(aSnapshot(instances, [someRules(rules)]));
  const { virtual_hosts } = routesOf(view, name) as { virtual_hosts: { routes: NamedRoute[] }[] };
  return virtual_hosts[0]!.routes;
}

/** `header=value -> cluster`, one line a route. */
function shown(given: NamedRoute[]): string[] {
  return given.map(({ match, route }) => {
    const { cluster, weighted_clusters: weighted } = route as {
      cluster?: string;
      weighted_clusters?: { clusters: { name: string; weight: { value: number } }[] };
    };
    const headers = (
      match.headers as { name: string; exact_match?: string; range_match?: { start: number; end: number } }[]
    ).map(
      ({ name, exact_match, range_match }) =>
        `${name}=${exact_match ?? `${range_match?.start}..${range_match?.end}`}`,
    );
    const to = cluster ?? weighted?.clusters.map(({ name, weight }) => `${name}:${weight.value}`).join(' ');
    return [...headers, '->', to].join(' ');
  });
}

const v1 = anInstance({ instance: 'i1', version: 'v1' });
const v2 = anInstance({ instance: 'i2', version: 'v2' });
const more = anInstance({ instance: 'i3', version: 'v2' });
const blue = anInstance({ instance: 'i4', version: 'v3', label: 'blue' });
const PINS = ['x-hansom-version=v1 -> echo@v1', 'x-hansom-version=v2 -> echo@v2'];

function shares(...parts: [string, number][]) {
  return { shares: parts.map(([version, share]) => ({ version, share })) };
}

describe('routesOf a service', () => {
  it('pins versions first, then spreads calls by the number of instances where there are no rules', () => {
    expect(shown(routes([v1, v2, more]))).toEqual([...PINS, '-> echo@v1:1 echo@v2:2']);
  });

  it('spreads calls as rules say, whatever the number of instances', () => {
    expect(shown(routes([v1, v2, more], shares(['v1', 90], ['v2', 10])))).toEqual([
      ...PINS,
      '-> echo@v1:90 echo@v2:10',
    ]);
  });

  it.each([
    ['a version with share 0', [v1, v2], shares(['v1', 0], ['v2', 10]), '-> echo@v2'],
    ['a version that nobody runs', [v1, v2], shares(['v1', 1], ['v9', 10]), '-> echo@v1'],
    ['a version that rules do not name', [v1, v2], shares(['v1', 1]), '-> echo@v1'],
  ])('sends no call to %s', (...[, instances, rules, last]) => {
    expect(shown(routes(instances, rules)).at(-1)).toBe(last);
  });

  it('uses unnamed versions when none lives that rules give calls to', () => {
    expect(shown(routes([v2], shares(['v1', 100]))).at(-1)).toBe('-> echo@v2');
  });

  it('fails calls rather than send them to what was drained', () => {
    expect(shown(routes([v2], shares(['v1', 100], ['v2', 0]))).at(-1)).toBe('-> echo@v1');
  });

  it('fails them in whatever order the rules name the versions', () => {
    expect(shown(routes([v2], shares(['v2', 0], ['v1', 100]))).at(-1)).toBe('-> echo@v1');
  });

  it('leaves an instance that drains out of all counts', () => {
    expect(shown(routes([v1, { ...v2, state: 'draining' }]))).toEqual([PINS[0], '-> echo@v1']);
  });

  it('sends calls that ask for a label to its instances, and no others', () => {
    expect(shown(routes([v1, blue]))).toEqual([PINS[0], 'x-hansom-label=blue -> echo#blue', '-> echo@v1']);
  });

  it('sends calls for a label that no instance has to the version that it stands for', () => {
    const labels = [
      { label: 'next', version: 'v2' },
      { label: 'gone', version: 'v9' },
    ];

    expect(shown(routes([v1, v2], { labels }))).toContain('x-hansom-label=next -> echo@v2');
    expect(shown(routes([v1, v2], { labels })).join()).not.toContain('gone');
  });

  it('has a route for a service that nobody knows', () => {
    expect(shown(routes([], {}, 'nobody'))).toEqual(['-> nobody']);
  });
});

describe('routesOf a sharded service', () => {
  const [s1, s2] = [
    { ...v1, sharded: true },
    { ...v2, sharded: true },
  ];

  it('is one ring of all versions without rules', () => {
    expect(shown(routes([s1, s2])).at(-1)).toBe('-> echo');
  });

  it('gives a version its share of the cities, by their buckets', () => {
    expect(shown(routes([s1, s2], shares(['v1', 90], ['v2', 10])))).toEqual([
      ...PINS,
      'x-hansom-city-bucket=0..90 -> echo@v1',
      'x-hansom-city-bucket=90..100 -> echo@v2',
      '-> echo@v1:90 echo@v2:10',
    ]);
  });

  it('covers all buckets also with shares that are no parts of a hundred', () => {
    const given = shown(routes([s1, s2], shares(['v1', 1], ['v2', 2])));

    expect(given).toContain('x-hansom-city-bucket=0..33 -> echo@v1');
    expect(given).toContain('x-hansom-city-bucket=33..100 -> echo@v2');
  });

  it('keeps cities from a version with share 0', () => {
    expect(shown(routes([s1, s2], shares(['v1', 0], ['v2', 1]))).slice(2)).toEqual([
      'x-hansom-city-bucket=0..100 -> echo@v2',
      '-> echo@v2',
    ]);
  });

  it('fails calls rather than send them to what was drained, in whatever order the rules name the versions', () => {
    expect(shown(routes([s2], shares(['v2', 0], ['v1', 100])))).toEqual([PINS[1], '-> echo@v1']);
    expect(shown(routes([s2], shares(['v1', 100], ['v2', 0])))).toEqual([PINS[1], '-> echo@v1']);
  });
});

describe('routesOf a named instance', () => {
  it('is the instance, whatever rules say of its service', () => {
    const faults = [{ percent: 100, abortCode: 14 }];

    expect(shown(routes([v1, v2], { faults, ...shares(['v1', 0], ['v2', 1]) }, 'i1.echo'))).toEqual([
      '-> i1.echo',
    ]);
  });
});

describe('the name of a route', () => {
  it('stays while routes are the same and changes with any of them', () => {
    const before = routes([v1, v2]);

    expect(routes([v2, v1]).map(({ name }) => name)).toEqual(before.map(({ name }) => name));
    expect(routes([v1, v2], shares(['v1', 1], ['v2', 2]))[0]?.name).not.toBe(before[0]?.name);
    expect(routes([v1, v2], { faults: [{ percent: 1, abortCode: 14 }] })[0]?.name).not.toBe(before[0]?.name);
  });
});

describe('faults', () => {
  it('come as routes of their own where they are for a header, before all others', () => {
    const faults = [{ percent: 50, abortCode: 14, header: { name: 'x-chaos', value: 'on' } }];

    expect(shown(routes([v1], { faults }))).toEqual([
      'x-hansom-version=v1 x-chaos=on -> echo@v1',
      'x-chaos=on -> echo@v1',
      PINS[0],
      '-> echo@v1',
    ]);
    expect(routes([v1], { faults }).map((route) => 'typed_per_filter_config' in route)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('are on every route where they are for all calls', () => {
    const faults = [{ percent: 50, delayMs: 1500 }];

    expect(routes([v1], { faults }).every((route) => route.typed_per_filter_config)).toBe(true);
  });
});
