import { fakeEffects } from '@hansom/platform-context/testing';
import { HansomError } from '@hansom/platform-errors';
import { aCall } from '@hansom/platform-rpc/testing';
import { Driver, Vehicle } from '@hansom/proto-driver';

import { aShiftFact, driverId, shiftId } from '../../test/live-facts.ts';
import { nameDrivers } from './driver-names.ts';
import { LiveCity } from './live-city.ts';

function aDriver(name: string, plate: string): Driver {
  const nothing = new Uint8Array();
  return { ...Driver.decode(nothing), name, vehicle: { ...Vehicle.decode(nothing), plate } };
}

describe('nameDrivers', () => {
  it('names drivers on shift, and asks again only for those who could not be asked for', async () => {
    const effects = fakeEffects();
    const city = new LiveCity('got', effects);
    city.heardShift(aShiftFact());
    city.heardShift(aShiftFact({ shiftId: shiftId(2), driverId: driverId(2) }));
    const asked: string[] = [];
    const getDriver = async (request: { driverId: string }) => {
      asked.push(request.driverId);
      if (asked.length === 1) throw new HansomError('unavailable', 'driver.busy', { description: 'busy' });
      return { driver: aDriver('Ada', 'ABC123') };
    };
    const call = ({ deadlineMs }: { deadlineMs: number }) => aCall({ effects, deadlineMs });

    await nameDrivers(city, { driver: { getDriver }, call });
    const before = [...city.board.allTaxis()].map(({ name }) => name).sort();
    await nameDrivers(city, { driver: { getDriver }, call });
    await nameDrivers(city, { driver: { getDriver }, call });

    expect(before).toEqual(['', 'Ada']);
    expect(asked).toEqual([driverId(1), driverId(2), driverId(1)]);
    expect([...city.board.allTaxis()]).toMatchObject([{ plate: 'ABC123' }, { plate: 'ABC123' }]);
  });
});
