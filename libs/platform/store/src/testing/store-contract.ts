import { type Millis } from '@hansom/platform-context';

import { type Engine, type Store, StoreUnavailable } from '../index.ts';
import { aggregateContract } from './contract-aggregates.ts';
import { conditionalContract } from './contract-conditional.ts';
import { fresh, slots, values } from './contract-definitions.ts';
import { rangeContract } from './contract-ranges.ts';
import { tableContract } from './contract-tables.ts';

export interface StoreUnderTest {
  store: Store;
  /** Lets domain time pass: a fake clock is moved, a real one waited for. */
  pass(by: Millis): Promise<void>;
  /** Removes what the store leaves behind. */
  dispose?(): Promise<void>;
}

export interface OpenedStore extends StoreUnderTest {
  engine: Engine;
  /** The engine of another service on the same store. */
  other: Engine;
}

/**
 * What every engine does: as strict as Cassandra and no stricter. The suite opens the store once and uses ids of its own, so it can run
 * against a server that keeps its data.
 */
export function storeContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name} keeps the contract of a store:`, () => {
    let opened: OpenedStore | undefined;

    beforeAll(async () => {
      const under = await open();
      const [engine, other] = [await under.store.open('contract_a'), await under.store.open('contract_b')];
      opened = { ...under, engine, other };
    });
    afterAll(async () => {
      await opened?.store.close();
      await opened?.dispose?.();
    });

    const current = (): OpenedStore => {
      if (!opened) throw new Error('the store did not open');
      return opened;
    };
    tableContract(current);
    rangeContract(current);
    conditionalContract(current);
    aggregateContract(current);
    lifeContract(open);
  });
}

function lifeContract(open: () => Promise<StoreUnderTest>): void {
  describe('its life', () => {
    let under: StoreUnderTest | undefined;
    afterEach(async () => {
      await under?.store.close();
      await under?.dispose?.();
    });

    it('closes one engine and leaves the others open, however often it is told', async () => {
      under = await open();
      const [first, second] = [await under.store.open('contract_a'), await under.store.open('contract_a')];

      await first.close();
      await first.close();

      await expect(first.get(values, { id: fresh('v') }, 'plain')).rejects.toThrow(StoreUnavailable);
      await expect(second.get(values, { id: fresh('v') }, 'plain')).resolves.toBeUndefined();
    });

    it('refuses calls after the store was closed', async () => {
      under = await open();
      const engine = await under.store.open('contract_a');

      await under.store.close();
      await under.store.close();

      await expect(engine.get(values, { id: fresh('v') }, 'plain')).rejects.toThrow(StoreUnavailable);
      const write = engine.insertIfAbsent(slots, { id: fresh('s'), holder: 'a', turn: 1 });
      await expect(write).rejects.toThrow(StoreUnavailable);
    });
  });
}
