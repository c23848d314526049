import { eventually } from '@hansom/platform-context/testing';
import {
  aggregate,
  budgetOf,
  contendedTable,
  type Engine,
  int,
  openTable,
  OutcomeUnknown,
  settleTransition,
  StoreUnavailable,
  text,
} from '@hansom/platform-store';
import { describeWithCassandra, describeWithOwnCassandra } from '@hansom/testing-stores';

import { type CassandraStore, openCassandraStore } from '../src/index.ts';
import { type DeafProxy, deafProxy } from './deaf-proxy.ts';
import { keepsOf, optionsFor, realTime } from './specs-store.ts';

const seats = contendedTable({ name: 'seats', partition: { id: text() }, columns: { guest: text() } });
const rides = aggregate({ name: 'rides', fields: { turn: int() }, states: { ON: {} } });
const keeps = keepsOf([seats, rides]);
const effects = realTime();

function batch(id: string, version: number, attempt: string) {
  const event = { version, attempt, type: 'ride.changed', payload: new Uint8Array(), occurred_at: 0 };
  return {
    id,
    expect: { version: version - 1, fence: 0 },
    state: { version, state: 'ON', turn: version },
    event,
  };
}

describeWithCassandra('an answer that is lost on its way from Cassandra', (cassandra) => {
  let proxy: DeafProxy;
  let store: CassandraStore;
  let engine: Engine;

  beforeAll(async () => {
    proxy = await deafProxy(cassandra().contactPoints[0] ?? '');
    const options = optionsFor(cassandra());
    store = await openCassandraStore({
      ...options,
      address: { ...options.address, nodes: [proxy.address], answerWithinMs: 1_500 },
    });
    engine = await store.open('deaf', keeps);
    // Prepared: what cannot be prepared is not sent at all.
    await engine.insertIfAbsent(seats, { id: 'warm', guest: 'anna' });
    await engine.get(seats, { id: 'warm' }, 'serial');
  });
  afterAll(async () => {
    await store.close();
    await proxy.close();
  });
  afterEach(() => proxy.heal());

  /** Until a connection is there again. */
  async function answered(): Promise<void> {
    await eventually(() => engine.get(seats, { id: 'warm' }, 'serial'), { passing: () => true });
  }

  it.each(['hangUp', 'silently'] as const)(
    'leaves a conditional write unknown, which was sent once (%s)',
    async (how) => {
      await answered();
      proxy.loseAnswers(how);

      const insert = engine.insertIfAbsent(seats, { id: how, guest: 'anna' });

      await expect(insert).rejects.toThrow(OutcomeUnknown);
      proxy.heal();
      await answered();
      await expect(engine.get(seats, { id: how }, 'serial')).resolves.toEqual({ id: how, guest: 'anna' });
    },
  );

  it('is made good by settling: each transition is made once, and told so', async () => {
    const verdicts: string[] = [];
    for (let version = 1; version <= 6; version++) {
      await answered();
      proxy.loseAnswers('hangUp');
      const settling = settleTransition(
        { engine, of: rides },
        batch('r', version, `a${version}`),
        budgetOf(effects, 60_000),
      );
      await effects.timers.sleep(50);
      proxy.heal();
      verdicts.push(await settling);
    }

    const events = await engine.readEvents(rides, 'r', { from: 1, to: 100 });

    expect(verdicts).toEqual(Array(6).fill('applied'));
    expect(events.map(({ version, attempt }) => [version, attempt])).toEqual(
      Array.from({ length: 6 }, (_, i) => [i + 1, `a${i + 1}`]),
    );
  });

  it('is made good for claims too', async () => {
    const table = openTable(engine, seats, effects);
    await answered();
    proxy.loseAnswers('hangUp');
    const claiming = table.insertIfAbsent(
      { id: 'claim', guest: 'anna' },
      { budget: budgetOf(effects, 60_000) },
    );
    await effects.timers.sleep(50);
    proxy.heal();

    await expect(claiming).resolves.toEqual({ applied: true });
    await expect(table.insertIfAbsent({ id: 'claim', guest: 'bob' })).resolves.toMatchObject({
      applied: false,
      current: { guest: 'anna' },
    });
  });

  it('is not awaited where nothing can be sent: then the write certainly did not happen', async () => {
    await answered();
    await proxy.close();
    const refused = async (): Promise<unknown> =>
      engine.insertIfAbsent(seats, { id: 'never', guest: 'anna' }).catch((error: unknown) => error);

    await eventually(async () => (await refused()) instanceof StoreUnavailable); // once it has found each connection gone
  });
});

describeWithCassandra('a store that cannot be opened', (cassandra) => {
  it('says in a line that nobody is there, and what to look at', async () => {
    const options = optionsFor(cassandra());
    const nowhere = { ...options, address: { nodes: ['127.0.0.1:1'] } };

    await expect(openCassandraStore(nowhere)).rejects.toThrow(
      /^Cassandra at 127\.0\.0\.1:1 cannot be reached \(.*ECONNREFUSED.*\): check HANSOM_CASSANDRA, and that it runs$/,
    );
  });
});

describeWithOwnCassandra('a Cassandra that asks who one is', (start) => {
  it('lets in whom it knows, and says of others in a line what to look at', async () => {
    const { contactPoints } = await start({ passwords: true });
    const open = (credentials?: { user: string; password: string }) =>
      openCassandraStore({ effects, address: { nodes: contactPoints, credentials } });

    const known = await open({ user: 'cassandra', password: 'cassandra' });
    await known.close();

    await expect(open({ user: 'cassandra', password: 'wrong' })).rejects.toThrow(
      /^Cassandra at .* does not let in the user cassandra: check HANSOM_CASSANDRA_USER and HANSOM_CASSANDRA_PASSWORD$/,
    );
    await expect(open()).rejects.toThrow(/^Cassandra at .* wants a user and a password: check /);
  });
});
