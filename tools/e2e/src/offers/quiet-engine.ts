import { type Engine } from '@hansom/platform-store';

/**
 * An engine whose plain tables are in another store, where nothing waits: indexes, outboxes and timers, whose rows nobody contends for. What
 * remains to be explored are the rows that decide. (That a process may die between two intentions is explored in `platform-schedule`.)
 */
export function quietEngine(engine: Engine, quiet: Engine): Engine {
  const of = (table: { contended: boolean }): Engine => (table.contended ? engine : quiet);
  return {
    get: (table, key, level) => of(table).get(table, key, level),
    range: (table, query) => of(table).range(table, query),
    put: (table, row, options) => of(table).put(table, row, options),
    delete: (table, key) => of(table).delete(table, key),
    insertIfAbsent: (table, row, options) => engine.insertIfAbsent(table, row, options),
    compareAndSet: (table, key, change) => engine.compareAndSet(table, key, change),
    readState: (aggregate, id, level) => engine.readState(aggregate, id, level),
    readEvent: (aggregate, event, level) => engine.readEvent(aggregate, event, level),
    readEvents: (aggregate, id, range) => engine.readEvents(aggregate, id, range),
    commit: (aggregate, batch) => engine.commit(aggregate, batch),
    raiseFence: (aggregate, id, expect) => engine.raiseFence(aggregate, id, expect),
    close: () => engine.close(),
  };
}
