import { fakeEffects, settle } from '@hansom/platform-context/testing';
import { rootCall } from '@hansom/platform-rpc';
import {
  aggregate,
  type Engine,
  SimulatedStore,
  StoreUnavailable,
  table,
  text,
} from '@hansom/platform-store';

import { aTelemetry, type ATelemetry } from '../testing/index.ts';
import { parsePrometheus } from '../testing/parse-prometheus.ts';

const seats = table({ name: 'seats', partition: { id: text() }, columns: { guest: text() } });
const hold = aggregate({ name: 'hold', fields: {}, states: { HELD: {} } });

async function world() {
  const effects = fakeEffects();
  const telemetry = aTelemetry({ effects });
  const bare = await new SimulatedStore({ clock: effects.clock }).open('spec');
  const engine = telemetry.engine(bare, 'simulated');
  return { effects, telemetry, bare, engine };
}

/** Runs it in a sampled call of its own. */
function traced<T>(telemetry: ATelemetry, run: () => Promise<T>): Promise<T> {
  return telemetry.within(rootCall(fakeEffects(), { name: 'spec', deadlineMs: 1000 }), { name: 'work' }, run);
}

describe('tracedEngine', () => {
  it('answers as the engine does', async () => {
    const { telemetry, engine } = await world();

    const row = await traced(telemetry, async () => {
      await engine.put(seats, { id: 'a', guest: 'anna' });
      return engine.get(seats, { id: 'a' }, 'plain');
    });

    expect(row).toEqual({ id: 'a', guest: 'anna' });
  });

  it('makes a span for every operation there is', async () => {
    const { telemetry } = await world();
    const called: string[] = [];
    const engine = telemetry.engine(recordingEngine(called));
    const methods = Object.keys(engine).filter((name) => name !== 'close');

    await traced(telemetry, async () => {
      for (const name of methods) await callByName(engine, name, name === 'readState' ? hold : seats); // in their order
    });

    const names = telemetry.spans.map(({ attributes }) => attributes['db.operation.name']);
    expect(called).toEqual(methods);
    expect(names).toEqual([...methods, undefined]);
    expect(telemetry.spans[0]?.attributes).toEqual({
      'db.system.name': 'store',
      'db.operation.name': 'get',
      'db.collection.name': 'seats',
    });
  });

  it('tells the code of what failed, and throws it', async () => {
    const { telemetry, bare, engine } = await world();
    await bare.close();

    const failing = traced(telemetry, () => engine.get(seats, { id: 'a' }, 'plain'));

    await expect(failing).rejects.toThrow(StoreUnavailable);
    expect(telemetry.spans[0]).toMatchObject({
      failed: true,
      attributes: { 'error.type': 'store.unavailable' },
    });
  });

  it('times every call, sampled or not, by operation, table and error', async () => {
    const { effects, telemetry, bare, engine } = await world();
    const slow = telemetry.engine({
      ...bare,
      put: async (...args) => {
        await effects.time.advance(30);
        return bare.put(...args);
      },
    });
    await slow.put(seats, { id: 'a', guest: 'anna' });
    await bare.close();

    await engine.get(seats, { id: 'a' }, 'plain').catch(() => undefined);

    const scrape = parsePrometheus(await telemetry.metrics());
    const series = 'db_client_operation_duration_seconds';
    const put = '{db_collection_name="seats",db_operation_name="put"}';
    const failed = '{db_collection_name="seats",db_operation_name="get",error_type="store.unavailable"}';
    expect(scrape.value(`${series}_sum${put}`)).toBeCloseTo(0.03);
    expect(scrape.value(`${series}_count${failed}`)).toBe(1);
  });

  it('makes none outside a sampled call', async () => {
    const { telemetry, engine } = await world();

    await engine.get(seats, { id: 'a' }, 'plain');

    expect(telemetry.spans).toEqual([]);
  });

  it('makes none for what goes on after its call', async () => {
    const { telemetry, engine } = await world();
    let later: Promise<unknown> | undefined;
    await traced(telemetry, async () => {
      later = settle().then(() => engine.get(seats, { id: 'a' }, 'plain'));
    });

    await traced(telemetry, async () => void (await later));

    expect(telemetry.spans.map(({ name }) => name)).toEqual(['work', 'work']);
  });

  it('makes none for a call of another service of the process', async () => {
    const { engine, telemetry } = await world();
    const other = aTelemetry();

    await traced(other, () => engine.get(seats, { id: 'a' }, 'plain'));

    expect([telemetry.spans, other.spans]).toMatchObject([[], [{ name: 'work' }]]);
  });

  it('keeps calls apart that run at the same time', async () => {
    const { telemetry, engine } = await world();
    const reading = () =>
      traced(telemetry, async () => {
        await settle();
        await engine.get(seats, { id: 'a' }, 'plain');
      });

    await Promise.all([reading(), reading(), reading()]);

    const [gets, works] = ['get seats', 'work'].map((name) =>
      telemetry.spans.filter((span) => span.name === name),
    );
    expect(gets?.map(({ parentSpanId }) => parentSpanId).toSorted()).toEqual(
      works?.map(({ spanId }) => spanId).toSorted(),
    );
  });
});

function recordingEngine(called: string[]): Engine {
  return new Proxy({} as Engine, {
    get: (_, name) => async () => void called.push(String(name)),
  });
}

function callByName(engine: Engine, name: string, of: unknown): Promise<unknown> {
  const methods = engine as unknown as Record<string, (of: unknown) => Promise<unknown>>;
  return methods[name]!(of);
}
