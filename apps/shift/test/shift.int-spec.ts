import { idsFrom, seededRandom } from '@hansom/platform-context';
import { aUser } from '@hansom/platform-identity/testing';
import { wallClock } from '@hansom/platform-runtime';
import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { Tenancy } from '@hansom/proto-common';
import { AccountState, DocumentKind, Driver } from '@hansom/proto-driver';
import { ShiftServiceDefinition, ShiftState } from '@hansom/proto-shift';
import { cityCode, makeId } from '@hansom/shared-ids';

import { shift } from '../src/service.ts';
import { Neighbours } from './neighbours.ts';

const GOT = cityCode('got');
const clock = wallClock();
const ids = idsFrom(clock, seededRandom(1));
const DRIVER = makeId('driver', ids.uuid(), GOT);
const VEHICLE = makeId('vehicle', ids.uuid(), GOT);

function anAccount(): Driver {
  const expiresAt = new Date(Date.UTC(2100, 0, 1));
  return Driver.fromPartial({
    ...{ driverId: DRIVER, city: 'got', state: AccountState.ACTIVE, version: 1, tenancy: Tenancy.ROBOT },
    vehicle: { vehicleId: VEHICLE, plate: 'ABC123', seats: 4, serviceTypes: ['standard'] },
    documents: [{ kind: DocumentKind.TAXI_LICENCE, number: '1', expiresAt }],
  });
}

describe('shift', () => {
  const neighbours = new Neighbours(anAccount());
  const driver = aUser({ id: DRIVER, roles: ['DRIVER'], tenancy: 'robot', city: 'got' });
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([...neighbours.services, shift], { clock });
  });

  afterAll(() => running.close());

  async function current() {
    const client = running.client(ShiftServiceDefinition);
    return (await client.getCurrent({ driverId: DRIVER }, running.call())).shift;
  }

  async function comesTo(state: ShiftState): Promise<void> {
    await running.eventually(async () => (await current())?.state === state);
  }

  it('goes on shift, through a job by its events, and off again', async () => {
    const app = await running.clientAs({ service: 'driver-api' }, ShiftServiceDefinition);
    const dispatch = await running.clientAs({ service: 'dispatch' }, ShiftServiceDefinition);
    const { shift: started } = await app.start(
      { commandKey: 's', serviceTypes: [] },
      await running.callOf(driver),
    );
    const shiftId = started?.shiftId ?? '';
    const offerId = makeId('offer', ids.uuid(), GOT);
    const job = { shiftId, offerId, bookingId: makeId('booking', ids.uuid(), GOT) };
    const deadlineAt = new Date(clock.now() + 15_000);

    const { outcome } = await dispatch.claim({ ...job, deadlineAt }, running.call());
    const { accepting } = await dispatch.accept(job, running.call());
    expect([outcome?.$case, accepting]).toEqual(['claimed', true]);

    const steps = [
      ['assigned', ShiftState.EN_ROUTE],
      ['arrived', ShiftState.ARRIVED],
      ['started', ShiftState.ON_TRIP],
      ['completed', ShiftState.PAYING],
    ] as const;
    for (const [step, state] of steps) {
      await neighbours.bookingSays(step, job);
      await comesTo(state);
    }
    await neighbours.captured('payment_got_1', job.bookingId);
    await comesTo(ShiftState.FREE);

    const { shifts } = await running
      .client(ShiftServiceDefinition)
      .listLive({ city: 'got', page: '' }, running.call());
    await app.end({ commandKey: 'e' }, await running.callOf(driver));

    expect(shifts).toMatchObject([{ shiftId, jobsDone: 1, token: '' }]);
    expect(await current()).toBeUndefined();
    const told = running.events.filter(({ topic }) => topic === 'shift');
    expect(told.every(({ city, tenancy }) => city === 'got' && tenancy === 'robot')).toBe(true);
  });

  it('ends when its driver is suspended', async () => {
    const app = await running.clientAs({ service: 'driver-api' }, ShiftServiceDefinition);
    await app.start({ commandKey: 's2', serviceTypes: [] }, await running.callOf(driver));
    expect(await current()).toMatchObject({ state: ShiftState.FREE });

    await neighbours.suspended();
    await neighbours.suspended(); // version 2: newer than what was looked at

    await running.eventually(async () => (await current()) === undefined);
  });

  it('lets nobody but dispatch claim, and nobody but a driver start', async () => {
    const rider = aUser({ roles: ['RIDER'] });
    const app = await running.clientAs({ service: 'driver-api' }, ShiftServiceDefinition);

    const claim = app.claim({ shiftId: '', offerId: '', bookingId: '' }, running.call());
    const start = app.start({ commandKey: 'x', serviceTypes: [] }, await running.callOf(rider));

    await expect(claim).rejects.toMatchObject({ kind: 'permission_denied' });
    await expect(start).rejects.toMatchObject({ kind: 'permission_denied' });
  });
});
