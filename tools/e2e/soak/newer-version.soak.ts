import { type Millis } from '@hansom/platform-context';
import { Client } from 'cassandra-driver';

import { type Figures } from '../src/testing/up/deeds.ts';
import { cityTime, versionsOf } from '../src/testing/up/look.ts';
import { buildNewerBooking, MARK, type NewerBooking } from '../src/testing/up/newer-booking.ts';
import { runPhase } from '../src/testing/up/phase.ts';
import { startUpCity, type UpCity } from '../src/testing/up/up-city.ts';

const SERVICE = 'booking';
/** With a share of the calls; then the next. */
const STAYS: Millis = 90_000;
/** Rules are in force everywhere within a second, and city time is told in seconds. */
const SETTLES: Millis = 3_000;

/** While all bookings were made by the newer one, in city time. */
interface Span {
  from: number;
  to: number;
}

/**
 * A newer version of booking, built alone, with a field and a migration more, joins a city of robots that runs on a real Cassandra and Redis: it takes a tenth of the
 * calls, then all, then none. Bookings that were live come to their end, `hansom city check` finds nothing, and the older one, which ends what the newer
 * one began, loses nothing of it. Fails when that is not so.
 */
export async function soak(): Promise<{ name: string; figures: Figures }> {
  const root = process.cwd();
  const newer = await buildNewerBooking(root);
  try {
    const city = await startUpCity({
      stores: 'local',
      speed: 4,
      robots: { drivers: 15, ridesPerHour: 180 },
      root,
    });
    try {
      const all: Span = { from: NaN, to: NaN };
      const told = await runPhase(city, () => comeAndGo(city, newer, all), 1);
      return { name: 'a newer version comes and goes', figures: { ...told, ...(await marksIn(city, all)) } };
    } finally {
      await city.close();
    }
  } finally {
    await newer.remove();
  }
}

async function comeAndGo(city: UpCity, newer: NewerBooking, all: Span): Promise<Figures> {
  const { timers } = city.effects;
  const [older = ''] = await versionsOf(city, SERVICE);
  const share = (shares: Readonly<Record<string, number>>, reason: string): Promise<string> => {
    const texts = Object.entries(shares).map(([version, part]) => `${version}=${part}`);
    return city.hansom('traffic', 'share', SERVICE, ...texts, '--reason', reason);
  };
  await share({ [older]: 100 }, 'before the newer one comes');
  await city.hansom('up', '--add', `${SERVICE}@${newer.bundle}`);
  await share({ [older]: 90, [newer.version]: 10 }, 'a tenth');
  await timers.sleep(STAYS);
  await share({ [newer.version]: 100, [older]: 0 }, 'all');
  await timers.sleep(SETTLES);
  all.from = await cityTime(city);
  await timers.sleep(STAYS);
  all.to = await cityTime(city);
  await share({ [older]: 100, [newer.version]: 0 }, 'none');
  return { 'the older one': older, 'the newer one': newer.version };
}

/** What became of what the newer one wrote. Throws when a booking of its time has lost it. */
async function marksIn({ stores: { cassandra } }: UpCity, { from, to }: Span): Promise<Figures> {
  if (!cassandra) throw new TypeError('there is no Cassandra to look into');
  const { contactPoints, localDataCenter } = cassandra;
  const client = new Client({ contactPoints: [...contactPoints], localDataCenter });
  try {
    const query = `SELECT DISTINCT id, created_at, ${MARK.column} FROM hansom_booking.booking`;
    const { rows } = await client.execute(query);
    const isMarked = (row: (typeof rows)[number]): boolean => row.get(MARK.column) === MARK.value;
    const ofItsTime = rows.filter((row) => {
      const at = (row.get('created_at') as Date | null)?.getTime() ?? NaN; // the column's type
      return at >= from && at <= to;
    });
    const lost = ofItsTime.filter((row) => !isMarked(row));
    if (lost.length > 0)
      throw new Error(`lost what the newer one wrote: ${lost.map((row) => String(row.get('id'))).join(' ')}`);
    return {
      'bookings of which the newer one made all, none of them lost its field': ofItsTime.length,
      'bookings that it made': rows.filter(isMarked).length,
      bookings: rows.length,
    };
  } finally {
    await client.shutdown();
  }
}
