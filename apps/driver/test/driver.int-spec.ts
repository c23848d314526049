import { aUser } from '@hansom/platform-identity/testing';
import { wallClock } from '@hansom/platform-runtime';
import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { AccountState, DocumentKind, DriverServiceDefinition } from '@hansom/proto-driver';
import { cityCode, makeId } from '@hansom/shared-ids';

import { driver } from '../src/service.ts';

const idOf = (number: number) =>
  makeId('driver', `01a00000-0000-7000-8000-00000000000${number}`, cityCode('got'));
const YEAR_MS = 365 * 86_400_000;
const EXPIRES_AT = new Date(wallClock().now() + YEAR_MS);
const KINDS = [DocumentKind.DRIVING_LICENCE, DocumentKind.TAXI_LICENCE, DocumentKind.INSURANCE];

describe('driver', () => {
  let running: BootedServices;

  beforeAll(async () => {
    const config = { driver: { approveTestRange: true, approveAfterMs: 10 } };
    running = await bootServices([driver], { config });
  });

  afterAll(() => running.close());

  /** A driver hands in a complete application. */
  async function handedIn(driverId: string, tenancy: 'live' | 'robot', plate: string): Promise<void> {
    const app = await running.clientAs({ service: 'driver-api' }, DriverServiceDefinition);
    const call = await running.callOf(aUser({ id: driverId, roles: ['DRIVER'], tenancy, city: 'got' }));
    await app.apply({ city: 'got', name: 'Asta', phone: '+46701234567' }, call);
    for (const kind of KINDS)
      await app.addDocument({ document: { kind, number: '1', expiresAt: EXPIRES_AT } }, call);
    const car = { make: 'Volvo', model: 'V90', colour: 'blue', seats: 4, serviceTypes: ['standard'] };
    await app.setVehicle({ vehicle: { vehicleId: '', plate, ...car } }, call);
    await app.submit({}, call);
  }

  async function stateOf(driverId: string): Promise<AccountState | undefined> {
    const client = running.client(DriverServiceDefinition);
    return (await client.getDriver({ driverId }, running.call())).driver?.state;
  }

  it('lets a robot drive by rule', async () => {
    await handedIn(idOf(1), 'robot', 'ABC123');

    await running.eventually(async () => (await stateOf(idOf(1))) === AccountState.ACTIVE);
  });

  it('lets a person drive when an operator says so', async () => {
    await handedIn(idOf(2), 'live', 'XYZ789');
    expect(await stateOf(idOf(2))).toBe(AccountState.IN_REVIEW);

    const operator = running.client(DriverServiceDefinition);
    const approved = await operator.approve(
      { commandKey: 'a', driverId: idOf(2), basedOnVersion: 0 },
      running.call(),
    );
    const { drivers } = await operator.listDrivers(
      { city: 'got', state: AccountState.ACTIVE, page: '' },
      running.call(),
    );

    expect(approved.driver).toMatchObject({ state: AccountState.ACTIVE, vehicle: { plate: 'XYZ789' } });
    expect(drivers.map(({ driverId }) => driverId)).toContain(idOf(2));
  });

  it('lets a renewal count when an operator accepts it, as the account was seen', async () => {
    const app = await running.clientAs({ service: 'driver-api' }, DriverServiceDefinition);
    const [driverId, basedOnVersion] = [idOf(2), 8];
    const driver = await running.callOf(aUser({ id: driverId, roles: ['DRIVER'], city: 'got' }));
    const renewal = { kind: DocumentKind.INSURANCE, number: '2', expiresAt: EXPIRES_AT };

    const handedIn = await app.addDocument({ document: renewal }, driver);
    const operator = running.client(DriverServiceDefinition);
    const accepted = await operator.approve({ commandKey: 'b', driverId, basedOnVersion }, running.call());

    expect(handedIn.driver).toMatchObject({ version: basedOnVersion, renewals: [{ number: '2' }] });
    expect(handedIn.driver?.documents).toMatchObject([{ number: '1' }, { number: '1' }, { number: '1' }]);
    expect(accepted.driver).toMatchObject({ state: AccountState.ACTIVE, renewals: [] });
    expect(accepted.driver?.documents.at(-1)).toEqual(renewal);
  });

  it('lets another car count when an operator accepts it, and shows both until then', async () => {
    const app = await running.clientAs({ service: 'driver-api' }, DriverServiceDefinition);
    const driverId = idOf(2);
    const driver = await running.callOf(aUser({ id: driverId, roles: ['DRIVER'], city: 'got' }));
    const facts = { make: 'Volvo', model: 'EX90', colour: 'red', seats: 6, serviceTypes: ['large'] };

    const handedIn = await app.setVehicle({ vehicle: { vehicleId: '', plate: 'NEW222', ...facts } }, driver);
    const operator = running.client(DriverServiceDefinition);
    const basedOnVersion = handedIn.driver?.version ?? 0;
    const accepted = await operator.approve({ commandKey: 'c', driverId, basedOnVersion }, running.call());

    expect(handedIn.driver).toMatchObject({
      ...{ vehicle: { plate: 'XYZ789' }, vehicleRenewal: { plate: 'NEW222' } },
    });
    expect(accepted.driver?.vehicle).toEqual(handedIn.driver?.vehicleRenewal);
    expect(accepted.driver?.vehicleRenewal).toBeUndefined();
  });

  it('lets no service but the console approve', async () => {
    const app = await running.clientAs({ service: 'driver-api' }, DriverServiceDefinition);

    const asked = app.approve({ commandKey: 'a', driverId: idOf(2), basedOnVersion: 0 }, running.call());

    await expect(asked).rejects.toMatchObject({ kind: 'permission_denied' });
  });
});
