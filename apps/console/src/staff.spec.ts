import { cityCode, makeId } from '@hansom/shared-ids';

import { cityToSee, mayChangeTraffic, requireStaff, seesAll, seesCity, seesPhones } from './staff.ts';

const UUID = '01941f29-7c00-7aaa-8abc-0123456789ab';
const BOOKING = makeId('booking', UUID, cityCode('got'));

function rightsOf(...roles: string[]) {
  const staff = { roles };
  return {
    got: seesCity(staff, 'got'),
    sto: seesCity(staff, 'sto'),
    all: seesAll(staff),
    phones: seesPhones(staff),
    traffic: mayChangeTraffic(staff),
  };
}

const NONE = { got: false, sto: false, all: false, phones: false, traffic: false };

describe('staff', () => {
  it.each([
    [['OPS'], { got: true, sto: true, all: true, phones: true, traffic: true }],
    [['OPS.GOT'], { ...NONE, got: true }],
    [['OPS.GOT', 'OPS.PHONES'], { ...NONE, got: true, phones: true }],
    [['OPS.ADMIN'], { ...NONE, traffic: true }],
    [['OPS', '!OPS.STO', '!OPS.ADMIN'], { got: true, sto: false, all: true, phones: true, traffic: false }],
    [['RIDER'], NONE],
  ])('with %j see and may do so much', (roles, rights) => {
    expect(rightsOf(...roles)).toEqual(rights);
  });

  it('find what is in their cities, and nothing else', () => {
    const asked = { kind: 'booking', id: BOOKING } as const;
    const notFound = { kind: 'not_found', code: 'booking.not_found' };

    expect(cityToSee({ roles: ['OPS.GOT'] }, asked)).toBe('got');
    for (const roles of [['OPS.STO'], ['OPS.PHONES'], ['RIDER'], []]) {
      expect(() => cityToSee({ roles }, asked)).toThrow(expect.objectContaining(notFound));
    }
    expect(() => cityToSee({ roles: ['OPS'] }, { ...asked, id: 'x' })).toThrow(
      expect.objectContaining(notFound),
    );
  });

  it('are told from riders and drivers', () => {
    expect(() => requireStaff({ roles: ['OPS.GOT'] })).not.toThrow();
    for (const roles of [['RIDER'], ['DRIVER'], [], ['OPSY']]) {
      expect(() => requireStaff({ roles })).toThrow(expect.objectContaining({ code: 'console.not_staff' }));
    }
  });
});
