import { defineService, type Host } from '@hansom/platform-runtime';
import { whereItBelongs } from '@hansom/platform-schedule';
import { termsIn, termTable } from '@hansom/platform-store';
import { DriverServiceDefinition } from '@hansom/proto-driver';

import { config, settings } from './config.ts';
import { type DriverContext } from './context.ts';
import { addDocument } from './handlers/add-document.ts';
import { apply } from './handlers/apply.ts';
import { approve } from './handlers/approve.ts';
import { close } from './handlers/close.ts';
import { findDrivers } from './handlers/find-drivers.ts';
import { getDriver } from './handlers/get-driver.ts';
import { listDrivers } from './handlers/list-drivers.ts';
import { reject } from './handlers/reject.ts';
import { restore } from './handlers/restore.ts';
import { setVehicle } from './handlers/set-vehicle.ts';
import { submit } from './handlers/submit.ts';
import { suspend } from './handlers/suspend.ts';
import { accountAggregate } from './store/account-aggregate.ts';
import { keeps } from './store/keeps.ts';
import { rollIn, rollTable } from './store/roll.ts';
import { platesTable, vehicleAggregate } from './store/vehicle-aggregate.ts';
import { timersOf } from './timers.ts';

/** Knows drivers: their accounts, documents and vehicles, and who may drive. */
export const driver = defineService({
  name: 'driver',
  description: 'Knows drivers: their accounts, documents and vehicles, and who may drive.',
  owner: { team: 'People', contact: 'people@hansom.example' },
  contract: DriverServiceDefinition,
  settings,
  config,
  keeps,
  async compose(host) {
    const ctx = await contextOf(host);
    return {
      handlers: {
        apply: apply(ctx),
        addDocument: addDocument(ctx),
        setVehicle: setVehicle(ctx),
        submit: submit(ctx),
        getDriver: getDriver(ctx),
        approve: approve(ctx),
        reject: reject(ctx),
        suspend: suspend(ctx),
        restore: restore(ctx),
        close: close(ctx),
        listDrivers: listDrivers(ctx),
        findDrivers: findDrivers(ctx),
      },
    };
  },
});

async function contextOf(host: Host<typeof settings, typeof config>): Promise<DriverContext> {
  const { clock, ids, config } = host;
  const vehicles = await host.aggregates({
    aggregate: vehicleAggregate,
    contextOf: (_id, { city }) => ({ ...(city !== undefined && { city }) }),
  });
  const accounts = await host.aggregates({
    aggregate: accountAggregate,
    contextOf: whereItBelongs,
    timers: timersOf({ clock, config, vehicles }),
  });
  return {
    ...{ clock, ids, config, accounts, vehicles },
    plates: await host.contendedTable(platesTable),
    roll: rollIn(await host.table(rollTable)),
    terms: termsIn(await host.table(termTable('drivers_by_term'))),
  };
}
