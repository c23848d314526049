import { instant } from '@hansom/platform-context';
import { eventually } from '@hansom/platform-context/testing';
import { type EventEnvelope } from '@hansom/platform-schedule';

import { type Bus, type Deliver } from '../bus.ts';

/** A bus under test. */
export interface BusUnderTest {
  readonly bus: Bus;
  /** Has it lose what it holds, as it may. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** An event to publish: version 1 of `lamp_1` unless it says otherwise. */
export function anEnvelope(over: Partial<EventEnvelope> = {}): EventEnvelope {
  const { key = 'lamp_1', version = 1 } = over;
  const id = `lamp/${key}/${version}`;
  const base = { id, topic: 'lamps', aggregate: 'lamp', type: 'lamp.lit', key, version };
  return { ...base, payload: Buffer.from('payload'), occurredAt: instant(1_000), ...over };
}

/** What every engine of a bus does when nothing goes wrong. (That it may lose, double and reorder is not asked for.) */
export function busContract(name: string, open: () => Promise<BusUnderTest>): void {
  describe(`${name} keeps the contract of a bus: it`, () => {
    let under: BusUnderTest;
    let bus: Bus;

    beforeEach(async () => {
      under = await open();
      bus = under.bus;
    });

    afterEach(() => under.close());

    it('brings an event as it is', async () => {
      const { heard, deliver } = listener();
      bus.subscribe('lamps', { group: 'clerk/lamp' }, deliver);
      const told = {
        city: 'got',
        region: 'local',
        tenancy: 'robot',
        traceparent: '00-a-b-01',
        onBehalfOf: 'rider_1',
      };

      await bus.publish(anEnvelope({ ...told, payload: Buffer.from([0, 255, 10]) }));
      await eventually(() => heard.length === 1);

      const bytes = heard.map(({ payload }) => [...payload]);
      expect(bytes).toEqual([[0, 255, 10]]);
      expect({ ...heard[0], payload: [] }).toEqual({ ...anEnvelope(told), payload: [] });
    });

    it('brings each event to one member of every group', async () => {
      const [one, two, other] = [listener(), listener(), listener()];
      bus.subscribe('lamps', { group: 'clerk/lamp' }, one.deliver);
      bus.subscribe('lamps', { group: 'clerk/lamp' }, two.deliver);
      bus.subscribe('lamps', { group: 'other/lamp' }, other.deliver);
      const keys = Array.from({ length: 20 }, (_, index) => `lamp_${index}`);

      for (const key of keys) await bus.publish(anEnvelope({ key }));
      await eventually(() => one.heard.length + two.heard.length === 20 && other.heard.length === 20);

      expect([...one.heard, ...two.heard].map(({ key }) => key).sort()).toEqual([...keys].sort());
    });

    it('brings every event to all who listen by themselves', async () => {
      const listeners = [listener(), listener()];
      for (const { deliver } of listeners) bus.subscribe('lamps', 'broadcast', deliver);

      await bus.publish(anEnvelope());
      await eventually(() => listeners.every(({ heard }) => heard.length === 1));
    });

    it("brings an aggregate's events in their order", async () => {
      const { heard, deliver } = listener();
      bus.subscribe('lamps', { group: 'clerk/lamp' }, deliver);

      for (let version = 1; version <= 50; version++) await bus.publish(anEnvelope({ version }));
      await eventually(() => heard.length === 50);

      expect(heard.map(({ version }) => version)).toEqual(
        Array.from({ length: 50 }, (_, index) => index + 1),
      );
    });

    it('keeps topics apart', async () => {
      const { heard, deliver } = listener();
      bus.subscribe('lamps', 'broadcast', deliver);

      await bus.publish(anEnvelope({ topic: 'streets', key: 'street_1' }));
      await bus.publish(anEnvelope());
      await eventually(() => heard.length > 0);

      expect(heard.map(({ key }) => key)).toEqual(['lamp_1']);
    });

    it('takes events that nobody listens to', async () => {
      await bus.publish(anEnvelope());

      const { heard, deliver } = listener();
      bus.subscribe('lamps', 'broadcast', deliver);
      await bus.publish(anEnvelope({ version: 2 }));
      await eventually(() => heard.length > 0);

      expect(heard.map(({ version }) => version)).toEqual([2]);
    });

    it('waits for nobody who is slow', async () => {
      const [slow, fast] = [gate(), listener()];
      bus.subscribe('lamps', { group: 'slow/lamp' }, () => slow.passed);
      bus.subscribe('lamps', { group: 'fast/lamp' }, fast.deliver);

      for (let version = 1; version <= 100; version++) await bus.publish(anEnvelope({ version }));

      await eventually(() => fast.heard.length === 100);
      slow.open();
    });

    it('brings nothing more to who has left, and lets them finish', async () => {
      const [begun, release] = [gate(), gate()];
      const steps: string[] = [];
      const subscription = bus.subscribe('lamps', 'broadcast', async () => {
        begun.open();
        await release.passed;
        steps.push('finished');
      });
      await bus.publish(anEnvelope());
      await begun.passed;

      const closed = subscription.close().then(() => steps.push('closed'));
      await bus.publish(anEnvelope({ version: 2 }));
      release.open();
      await closed;

      expect(steps).toEqual(['finished', 'closed']);
    });

    it('tells when events may have been lost, to whoever still wants to know', async () => {
      let [told, toldOther] = [0, 0];
      bus.onReset(() => (told += 1));
      const takeBack = bus.onReset(() => (toldOther += 1));
      takeBack();

      await under.reset();
      await eventually(() => told > 0);

      expect(toldOther).toBe(0);
    });

    it('closes once, whoever asks', async () => {
      const { heard, deliver } = listener();
      const subscription = bus.subscribe('lamps', 'broadcast', deliver);

      await Promise.all([subscription.close(), subscription.close(), bus.close(), bus.close()]);

      expect(heard).toEqual([]);
    });
  });
}

function listener(): { heard: EventEnvelope[]; deliver: Deliver } {
  const heard: EventEnvelope[] = [];
  return { heard, deliver: async (envelope) => void heard.push(envelope) };
}

function gate(): { passed: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { passed, open };
}
