import { type EventCatalogue, broadcast, idempotent, ordered, type Subscription } from '@hansom/platform-bus';
import { z } from '@hansom/platform-config';
import { echoContract, Text } from '@hansom/platform-rpc/testing';
import { type Aggregates } from '@hansom/platform-schedule';
import { aggregate, SimulatedStore, text } from '@hansom/platform-store';
import { SubscriptionsServiceDefinition } from '@hansom/proto-platform';

import { wallClock } from './installation/clocks.ts';
import { type Host } from './host.ts';
import { type Listener } from './listener.ts';
import { defineService, type ServiceDefinition } from './service.ts';
import { bootServices } from './testing/boot-services.ts';

const lamp = aggregate({ name: 'lamp', fields: { street: text() }, states: { ON: {}, OFF: {} } });
type Lamps = Aggregates<(typeof lamp)['fields'], 'ON' | 'OFF'>;
const lampEvents = {
  topic: 'lamps',
  aggregate: 'lamp',
  types: { 'lamp.lit': Text, 'lamp.put_out': Text },
} satisfies EventCatalogue;
const [lampsContract, clerkContract] = ['lamps', 'clerk'].map((service) => echoContract({ service }));

interface Parts {
  consumers?: readonly Subscription[];
  listeners?: readonly Listener[];
}

function aService(name: string, compose: (host: Host) => Promise<Parts>): ServiceDefinition {
  return defineService({
    name,
    description: 'Lights lamps, or writes down which are lit.',
    owner: { team: 'Platform', contact: 'platform@hansom.example' },
    contract: (name === 'lamps' ? lampsContract : clerkContract)!,
    settings: z.object({}),
    config: z.object({}),
    keeps: { aggregates: [lamp], handlesEvents: true, migrations: [] },
    compose: async (host) => {
      const same = (request: Text): Text => request;
      return { handlers: { read: same, repeat: same, write: same }, ...(await compose(host)) };
    },
  });
}

function lampsService(tell: (lamps: Lamps, host: Host) => void): ServiceDefinition {
  return aService('lamps', async (host) => {
    tell(await host.aggregates({ aggregate: lamp, contextOf: () => ({ city: 'got' }) }), host);
    return {};
  });
}

function lit(by: string) {
  const payload = Text.encode({ text: by }).finish();
  return { to: 'ON' as const, set: { street: 'Avenyn' }, event: { type: 'lamp.lit', payload } };
}

describe('a service that listens to another', () => {
  let lamps: Lamps;
  let lampsHost: Host;
  const owner = lampsService((opened, host) => {
    lamps = opened;
    lampsHost = host;
  });

  it('hears of its events, on behalf of whom they were made', async () => {
    const heard: unknown[] = [];
    const note = async (event: { version: number; payload: Text }, call: { baggage: object }) => {
      heard.push([event.version, event.payload.text, call.baggage]);
    };
    const clerk = aService('clerk', async () => ({
      consumers: [ordered(lampEvents, { 'lamp.lit': note, 'lamp.put_out': note })],
    }));
    const booted = await bootServices([owner, clerk]);

    await lamps.create('lamp_1', lit('anna'), { context: { tenancy: 'robot', onBehalfOf: 'rider_1' } });
    await booted.eventually(() => heard.length === 1);

    expect(heard).toEqual([[1, 'anna', { tenancy: 'robot', city: 'got', on_behalf_of: 'rider_1' }]]);
    await booted.close();
  });

  it('finds by walking what was made while it was away, when it starts', async () => {
    const store = new SimulatedStore({ clock: wallClock() });
    const before = await bootServices([owner], { store });
    await lamps.create('lamp_1', lit('anna'));
    await before.close();
    const heard: string[] = [];
    const clerk = aService('clerk', async () => ({
      consumers: [
        idempotent(lampEvents, { 'lamp.lit': async ({ payload }) => void heard.push(payload.text) }),
      ],
    }));

    const after = await bootServices([owner, clerk], { store });
    await after.eventually(() => heard.length === 1);

    expect(heard).toEqual(['anna']);
    await after.close();
  });

  it('hears what is announced and stored nowhere', async () => {
    const heard: string[] = [];
    const clerk = aService('clerk', async () => ({
      consumers: [broadcast(lampEvents, { 'lamp.put_out': ({ key }) => void heard.push(key) })],
    }));
    const booted = await bootServices([owner, clerk]);

    const told = { type: 'lamp.put_out', key: 'lamp_2', version: 1, payload: { text: '' } } as const;
    await lampsHost.announce(lampEvents, told);
    await booted.eventually(() => heard.length === 1);

    expect(heard).toEqual(['lamp_2']);
    await booted.close();
  });

  it('tells operators what is parked, in figures and by RPC', async () => {
    const clerk = aService('clerk', async () => ({ consumers: [ordered(lampEvents, {})] }));
    const booted = await bootServices([owner, clerk]);

    const { parked } = await booted
      .clientTo('clerk', SubscriptionsServiceDefinition)
      .listParked({}, booted.call());
    const figures = await (await fetch(`${booted.services[1]?.healthUrl}/metrics`)).text();

    expect(parked).toEqual([]);
    expect(figures).toContain('hansom_events_parked{group="lamps/lamp",kind="ordered"} 0');
    await booted.close();
  });

  it('is refused when it listens to the same in two ways', async () => {
    const clerk = aService('clerk', async () => ({
      consumers: [ordered(lampEvents, {}), broadcast(lampEvents, {})],
    }));

    await expect(bootServices([owner, clerk])).rejects.toThrow('lamps/lamp is listened to twice');
  });
});

describe('listeners', () => {
  it('start before the service is known, and end after it is no longer', async () => {
    const steps: string[] = [];
    const listener: Listener = {
      name: 'http',
      start: async () => (steps.push('start'), { address: '127.0.0.1:1' }),
      close: async ({ graceMs }) => void steps.push(`close ${graceMs}`),
    };
    const clerk = aService('clerk', async (host) => {
      host.onClose('ctx', () => void steps.push('closed what it uses'));
      return { listeners: [listener] };
    });

    const booted = await bootServices([clerk]);
    const listening = booted.services[0]?.listening;
    await booted.close();

    expect(listening).toEqual({ http: '127.0.0.1:1' });
    expect(steps).toEqual(['start', 'close 10000', 'closed what it uses']);
  });

  it('that do not start are closed, with what was started before', async () => {
    const closed: string[] = [];
    const failing: Listener = {
      name: 'http',
      start: () => Promise.reject(new Error('port in use')),
      close: async () => void closed.push('http'),
    };

    const starting = bootServices([aService('clerk', async () => ({ listeners: [failing] }))]);

    await expect(starting).rejects.toThrow('port in use');
    expect(closed).toEqual(['http']);
  });
});

describe('documents of configuration', () => {
  it('are read by the services of a spec', async () => {
    const seen: unknown[] = [];
    const lamps = {
      ...lampsService((_, host) => seen.push(host.config.current)),
      config: z.object({ watts: z.number() }),
    };

    const booted = await bootServices([lamps], { config: { base: { watts: 40 }, lamps: { watts: 60 } } });
    await booted.close();

    expect(seen).toEqual([{ watts: 60 }]);
  });
});
