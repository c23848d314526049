import { type Host } from '@hansom/platform-runtime';
import { liveIndex, liveIndexTable, whereItBelongs } from '@hansom/platform-schedule';

import { type config, type settings } from './config.ts';
import { type PaymentContext } from './context.ts';
import { isUnpaid } from './debts.ts';
import { simulatedProvider } from './provider/simulator/simulated-provider.ts';
import { movementsTable } from './provider/simulator/movements-table.ts';
import { cityDaysTable, cityEntriesTable, type CityList, cityList } from './store/city-days.ts';
import { journalsTable, ledgerIn } from './store/ledger.ts';
import { methodCommandsTable, methodsIn, methodsTable } from './store/methods.ts';
import { paymentAggregate } from './store/payment-aggregate.ts';
import { paymentTimers } from './worker.ts';

/** What of the host this service is made of. */
export type PaymentHost = Pick<
  Host<typeof settings, typeof config>,
  'clock' | 'ids' | 'random' | 'timers' | 'config' | 'table' | 'contendedTable' | 'aggregates'
>;

/** The stores, the provider, and the payments whose timers work with them. */
export async function contextOf(host: PaymentHost): Promise<PaymentContext> {
  const { clock, ids } = host;
  const ledger = ledgerIn({
    table: await host.contendedTable(journalsTable),
    list: await listOf(host, 'journals'),
    clock,
  });
  const provider = simulatedProvider({
    effects: host,
    movements: await host.contendedTable(movementsTable),
    rates: () => host.config.current.simulator,
  });
  const debts: PaymentContext['debts'] = liveIndex({
    table: await host.table(liveIndexTable('debts')),
    aggregates: { find: (id) => payments.find(id) },
    clock,
    isLive: isUnpaid,
  });
  const parts = { clock, config: host.config, provider, ledger, debts };
  const payments: PaymentContext['payments'] = await host.aggregates({
    aggregate: paymentAggregate,
    contextOf: whereItBelongs,
    timers: paymentTimers(parts),
  });
  const methods = methodsIn({
    methods: await host.contendedTable(methodsTable),
    commands: await host.contendedTable(methodCommandsTable),
  });
  return { ...parts, ids, payments, methods, ofCity: await listOf(host, 'payments') };
}

async function listOf(host: PaymentHost, name: string): Promise<CityList> {
  const [days, entries] = await Promise.all([
    host.table(cityDaysTable(name)),
    host.table(cityEntriesTable(name)),
  ]);
  return cityList({ days, entries });
}
