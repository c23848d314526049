import fc from 'fast-check';

import {
  cityOf,
  type Id,
  idCheck,
  InvalidId,
  kindOf,
  makeId,
  parseId,
  requireId,
  timeOf,
  uuidOf,
} from './ids.ts';
import {
  type CityCode,
  cityCode,
  type GlobalKind,
  ID_KINDS,
  type IdKind,
  type RegionalKind,
} from './kinds.ts';

const GOT = cityCode('got');
const UUID = '01941f29-7c00-7aaa-8abc-0123456789ab';

const uuids = fc.uuid({ version: 7 });
const cities = fc.stringMatching(/^[a-z]{3}$/).map(cityCode);
const kindsOf = (scope: string): IdKind[] =>
  (Object.keys(ID_KINDS) as IdKind[]).filter((kind) => ID_KINDS[kind] === scope);
const regional = fc.constantFrom(...(kindsOf('regional') as RegionalKind[]));
const global = fc.constantFrom(...(kindsOf('global') as GlobalKind[]));
const ids: fc.Arbitrary<Id> = fc.oneof(
  fc.tuple(regional, uuids, cities).map(([kind, uuid, city]) => makeId(kind, uuid, city)),
  fc.tuple(global, uuids).map(([kind, uuid]) => makeId(kind, uuid)),
);

describe('ID_KINDS', () => {
  it('names kinds in letters alone, so that an id has one reading', () => {
    for (const kind of Object.keys(ID_KINDS)) expect(kind).toMatch(/^[a-z]+$/);
  });
});

describe('makeId', () => {
  it('puts the city into the id of a regional thing', () => {
    expect(makeId('booking', UUID, GOT)).toBe('booking_got_01jgfjjz00fan8nf014d2pf2db');
  });

  it('leaves the city out of the id of a global thing', () => {
    expect(makeId('rider', UUID)).toBe('rider_01jgfjjz00fan8nf014d2pf2db');
  });

  it('keeps the order of time within a kind and city', () => {
    fc.assert(
      fc.property(uuids, uuids, (a, b) => {
        const [first, second] = [makeId('offer', a, GOT), makeId('offer', b, GOT)];

        expect(Math.sign(first < second ? -1 : first > second ? 1 : 0)).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  it.each([
    ['version 4', '9f8b1c9e-6a51-4c0f-9d5e-0c8f2a7b3d4e'],
    ['upper case', UUID.toUpperCase()],
    ['no hyphens', UUID.replaceAll('-', '')],
    ['another variant', '01941f29-7c00-7aaa-cabc-0123456789ab'],
    ['something before it', `x${UUID}`],
    ['something behind it', `${UUID}0`],
  ])('refuses a UUID with %s', (_, uuid) => {
    expect(() => makeId('rider', uuid)).toThrow('is not a UUIDv7 in lower case');
  });

  it('refuses a kind and a place that do not fit, also where the types were got round', () => {
    const make = makeId as (kind: string, uuid: string, city?: string) => Id;

    expect(() => make('rider', UUID, 'got')).toThrow('rider ids are global: they name no city');
    expect(() => make('booking', UUID)).toThrow('booking ids are regional: they name a city');
    expect(() => make('booking', UUID, 'GOT')).toThrow('booking ids are regional: they name a city');
    expect(() => make('toString', UUID)).toThrow('"toString" is not a kind of id');
  });
});

describe('parseId', () => {
  it('reads back every id that is made', () => {
    fc.assert(
      fc.property(ids, (id) => {
        expect(parseId(kindOf(id), id)).toEqual({ ok: true, id });
      }),
    );
  });

  it.each([
    ['another kind', 'offer_got_01jgfjjz00fan8nf014d2pf2db', 'must be a booking id: it begins with booking_'],
    ['nothing', '', 'must be a booking id: it begins with booking_'],
    ['no prefix', '01jgfjjz00fan8nf014d2pf2db', 'must be a booking id: it begins with booking_'],
    ['no city', 'booking_01jgfjjz00fan8nf014d2pf2db', 'must name a city'],
    ['a long city', 'booking_gote_01jgfjjz00fan8nf014d2pf2db', 'must name a city'],
    ['two cities', 'booking_got_lon_01jgfjjz00fan8nf014d2pf2db', 'must name a city'],
    ['an upper-case city', 'booking_GOT_01jgfjjz00fan8nf014d2pf2db', 'must name a city'],
    ['a short end', 'booking_got_01jgfjjz00fan8nf014d2pf2d', 'must end in 26 characters'],
    ['a long end', 'booking_got_01jgfjjz00fan8nf014d2pf2dbb', 'must end in 26 characters'],
    ['upper case', 'booking_got_01JGFJJZ00FAN8NF014D2PF2DB', 'must end in 26 characters'],
    ['a letter outside base32', 'booking_got_01jgfjjz00fan8nf014d2pf2du', 'must end in 26 characters'],
    ['more than 128 bits', 'booking_got_81jgfjjz00fan8nf014d2pf2db', 'the first of them 0 to 7'],
    ['a line end', 'booking_got_01jgfjjz00fan8nf014d2pf2db\n', 'must end in 26 characters'],
    ['another version', 'booking_got_01jgfjjz00dan8nf014d2pf2db', 'must hold a UUIDv7'],
    ['another variant', 'booking_got_01jgfjjz00fanwnf014d2pf2db', 'must hold a UUIDv7'],
  ])('refuses %s', (_, text, rule) => {
    expect(parseId('booking', text)).toEqual({ ok: false, rule: expect.stringContaining(rule) });
  });

  it('refuses a city in a global id, and says "an offer"', () => {
    expect(parseId('rider', 'rider_got_01jgfjjz00fan8nf014d2pf2db')).toEqual({
      ok: false,
      rule: 'must have 26 characters after its kind: it names no city',
    });
    expect(parseId('offer', 'x')).toEqual({ ok: false, rule: 'must be an offer id: it begins with offer_' });
  });

  it('accepts a text only when it is exactly what would be made of its parts', () => {
    const nearly = fc
      .tuple(ids, fc.nat(40), fc.constantFrom(...'_-0179abeflouvz AZ\u0131\u{1F695}'))
      .map(([id, at, character]) => id.slice(0, at) + character + id.slice(at + 1));
    fc.assert(
      fc.property(nearly, (text) => {
        for (const kind of Object.keys(ID_KINDS) as IdKind[]) {
          const parsed = parseId(kind, text);
          if (parsed.ok) expect(rebuilt(parsed.id)).toBe(text);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('requireId', () => {
  it('gives the id', () => {
    expect(requireId('rider', 'rider_01jgfjjz00fan8nf014d2pf2db', 'rider_id')).toBe(
      'rider_01jgfjjz00fan8nf014d2pf2db',
    );
  });

  it('throws an error that names the field and the rule', () => {
    const refuse = () => requireId('rider', 'rider_x', 'rider_id');

    expect(refuse).toThrow(InvalidId);
    expect(refuse).toThrow('rider_id: must end in 26 characters');
    expect(refuse).toThrow(expect.objectContaining({ field: 'rider_id', rule: expect.any(String) }));
  });
});

describe('the parts of an id', () => {
  it('are those it was made of', () => {
    fc.assert(
      fc.property(regional, uuids, cities, (kind, uuid, city) => {
        const id = makeId(kind, uuid, city);

        expect([kindOf(id), uuidOf(id), cityOf(id)]).toEqual([kind, uuid, city]);
      }),
    );
  });

  it('tell when it was made', () => {
    expect(timeOf(makeId('rider', UUID))).toBe(Date.UTC(2025, 0, 1));
  });
});

function rebuilt(id: Id): Id {
  const kind = kindOf(id);
  if (ID_KINDS[kind] === 'global') return makeId(kind as GlobalKind, uuidOf(id));
  const city: CityCode = cityOf(id as Id<RegionalKind>);
  return makeId(kind as RegionalKind, uuidOf(id), city);
}

describe('idCheck', () => {
  it('holds for an id of the kind, in the field that is called after it', () => {
    const id = makeId('booking', UUID, GOT);

    expect(idCheck('booking', id)).toEqual({ field: 'booking_id', rule: '', holds: true });
  });

  it('names the field and the rule that is broken', () => {
    const rule = 'must be an offer id: it begins with offer_';

    expect(idCheck('offer', '', 'ride.offer_id')).toEqual({ field: 'ride.offer_id', rule, holds: false });
  });
});
