import { type Client } from 'cassandra-driver';

import { RowSizes } from './calls/row-sizes.ts';
import { checksOf } from './checks.ts';
import { type Session } from './connection/session.ts';

interface World {
  /** Of each node that is up, the largest partition of each table in MiB. */
  nodes?: Record<string, number>[];
  answers?: boolean;
}

function aCheck(name: string, { nodes = [{}], answers = true }: World, sizes = new RowSizes()) {
  const hosts = nodes.map((tables) => ({ tables, isUp: () => true }));
  const away = { tables: {}, isUp: () => false };
  const client = {
    hosts: { values: () => [...hosts, away] },
    execute: async (_cql: string, _values: unknown, { host }: { host: typeof away }) => ({
      rows: Object.entries(host.tables).map(([table_name, mebibytes]) => ({ table_name, mebibytes })),
    }),
  };
  const probe = async (): Promise<void> => {
    if (!answers) throw new Error('no answer');
  };
  const checked = {
    client: client as unknown as Client, // what the checks ask of one
    session: { keyspace: 'hansom_spec', probe } as unknown as Session,
    sizes,
  };
  const check = checksOf(checked).find((one) => one.name === name);
  if (!check) throw new Error(`no check ${name}`);
  return check;
}

describe('the check whether Cassandra answers', () => {
  it('tells how many nodes are up', async () => {
    const found = await aCheck('cassandra', {}).run();

    expect(found).toEqual({ ok: true, measurements: { nodes: 2, nodes_up: 1 } });
  });

  it('fails where no quorum answers for the keyspace', async () => {
    const check = aCheck('cassandra', { answers: false });

    expect(check.priority).toBe('pager');
    await expect(check.run()).resolves.toMatchObject({
      ok: false,
      message: 'Cassandra does not answer for hansom_spec: no answer',
    });
  });
});

describe('the check of partitions', () => {
  it('passes up to 100 MiB', async () => {
    const found = await aCheck('partition-size', { nodes: [{ trips: 100 }, { trips: 7 }] }).run();

    expect(found).toEqual({ ok: true, measurements: { largest_mib: 100 } });
  });

  it('warns of the largest partition of any node beyond that', async () => {
    const check = aCheck('partition-size', { nodes: [{ trips: 7 }, { trips: 101, other: 1 }] });

    expect(check.priority).toBe('warning');
    await expect(check.run()).resolves.toMatchObject({
      ok: false,
      message: expect.stringContaining('trips: 101 MiB'),
      measurements: { largest_mib: 101 },
    });
  });

  it('warns of more than 100,000 rows, judged by how large those are that are written', async () => {
    const sizes = new RowSizes();
    sizes.note('trips', ['abcd']); // 16 bytes
    const check = aCheck('partition-size', { nodes: [{ trips: 2 }] }, sizes);

    await expect(check.run()).resolves.toMatchObject({
      ok: false,
      message: 'partitions that are too large: trips: 2 MiB, about 131072 rows',
    });
  });
});
