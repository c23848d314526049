import { type MeshInstance } from '../model/snapshot.ts';
import { viewOf } from '../model/view.ts';
import { anInstance, aSnapshot } from '../testing/instances.ts';
import { endpointsOf } from './endpoints.ts';

interface Locality {
  locality: { zone: string };
  priority: number;
  load_balancing_weight: { value: number };
  lb_endpoints: {
    endpoint: { address: { socket_address: { address: string; port_value: number } } };
    health_status: string;
  }[];
}

/** `zone priority weight: port health ...`, one line a locality. */
function shown(instances: MeshInstance[], { name = 'echo', zone = 'a' } = {}): string[] {
  const { endpoints } = endpointsOf(viewOf(aSnapshot(instances)), name, zone) as { endpoints: Locality[] };
  return endpoints.map(({ locality, priority, load_balancing_weight, lb_endpoints }) => {
    const ports = lb_endpoints.map(
      (one) => `${one.endpoint.address.socket_address.port_value} ${one.health_status}`,
    );
    return `${locality.zone} ${priority} ${load_balancing_weight.value}: ${ports.join(', ')}`;
  });
}

function at(zone: string, port: number, over: Partial<MeshInstance> = {}): MeshInstance {
  return anInstance({ instance: `i${port}`, zone, address: `127.0.0.1:${port}`, ...over });
}

describe('endpointsOf', () => {
  it("puts the asker's zone first, and the others together behind it", () => {
    expect(shown([at('b', 1), at('a', 2), at('c', 3), at('c', 4)])).toEqual([
      'a 0 1: 2 HEALTHY',
      'b 1 1: 1 HEALTHY',
      'c 1 2: 3 HEALTHY, 4 HEALTHY',
    ]);
  });

  it('leaves no gap where the zone of the asker has none', () => {
    expect(shown([at('b', 1), at('c', 2)])).toEqual(['b 0 1: 1 HEALTHY', 'c 0 1: 2 HEALTHY']);
  });

  it('does not count a zone whose last instance drains as having one', () => {
    expect(shown([at('a', 1, { state: 'draining' }), at('b', 2)])).toEqual([
      'a 0 1: 1 DRAINING',
      'b 0 1: 2 HEALTHY',
    ]);
  });

  it('is one locality where cities are on a ring', () => {
    expect(shown([at('a', 1, { sharded: true }), at('b', 2, { sharded: true })])).toEqual([
      ' 0 2: 1 HEALTHY, 2 HEALTHY',
    ]);
  });

  it('names an address once: that of the later instance', () => {
    const [old, young] = [at('a', 1, { instance: 'i1' }), at('b', 1, { instance: 'i2' })];

    expect(shown([old, young])).toEqual(['b 0 1: 1 HEALTHY']);
  });

  it.each([
    ['echo@v2', ['a 0 1: 2 HEALTHY']],
    ['echo#blue', ['a 0 1: 3 HEALTHY']],
    ['i3.echo', ['a 0 1: 3 HEALTHY']],
    ['echo', ['a 0 2: 1 HEALTHY, 2 HEALTHY']],
    ['echo@v9', []],
    ['nobody', []],
    ['i9.echo', []],
    ['', []],
  ])('finds the members of %s', (name, members) => {
    const instances = [at('a', 1), at('a', 2, { version: 'v2' }), at('a', 3, { label: 'blue' })];

    expect(shown(instances, { name })).toEqual(members);
  });

  it('takes the address of an IPv6 instance apart', () => {
    const { endpoints } = endpointsOf(
      viewOf(aSnapshot([anInstance({ address: '[::1]:80' })])),
      'echo',
      'a',
    ) as {
      endpoints: Locality[];
    };

    expect(endpoints[0]?.lb_endpoints[0]?.endpoint.address.socket_address).toEqual({
      address: '::1',
      port_value: 80,
    });
  });
});
