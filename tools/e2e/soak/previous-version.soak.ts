import { type Millis } from '@hansom/platform-context';

import { buildCopy, type BuiltCopy } from '../src/testing/up/build-copy.ts';
import { type Figures } from '../src/testing/up/deeds.ts';
import { versionsOf } from '../src/testing/up/look.ts';
import { runPhase } from '../src/testing/up/phase.ts';
import { startUpCity, type UpCity } from '../src/testing/up/up-city.ts';

/** All that calls and is called behind the gateways, in the order in which a roll would bring them: the called before their callers. */
const SERVICES = [
  ...['auth', 'city', 'eta', 'notification', 'customer', 'driver', 'geosearch', 'position-tracker'],
  ...['pricing', 'payment', 'shift', 'dispatch', 'booking'],
];
const STAYS: Millis = 120_000;

/**
 * The services of an earlier commit join a city of robots that runs what is committed now, on a real Cassandra and Redis, and half of all calls go to them: so
 * earlier clients call later servers, and the other way round. Bookings that were live come to their end, and `hansom city check` finds nothing; fails
 * when that is not so. `HANSOM_SOAK_COMMIT`: which commit (`HEAD~1`).
 */
export async function soak(): Promise<{ name: string; figures: Figures }> {
  const root = process.cwd();
  const commit = process.env['HANSOM_SOAK_COMMIT'] ?? 'HEAD~1';
  const earlier = await buildCopy(root, { commit, services: SERVICES });
  try {
    const robots = { drivers: 15, ridesPerHour: 180 };
    const city = await startUpCity({ stores: 'local', speed: 4, robots, root });
    try {
      return {
        name: `services of ${commit} beside ours`,
        figures: await runPhase(city, () => mix(city, earlier), 1),
      };
    } finally {
      await city.close();
    }
  } finally {
    await earlier.remove();
  }
}

async function mix(city: UpCity, earlier: BuiltCopy): Promise<Figures> {
  const joined: { service: string; own: string; other: string }[] = [];
  // One after the other: they share two processors with those who work.
  for (const service of SERVICES) {
    const [own = ''] = await versionsOf(city, service);
    const other = await earlier.versionOf(service);
    await share(city, service, { [own]: 100 });
    await city.hansom('up', '--add', `${service}@${earlier.bundleOf(service)}`);
    joined.push({ service, own, other });
  }
  for (const { service, own, other } of joined) await share(city, service, { [own]: 50, [other]: 50 });
  await city.effects.timers.sleep(STAYS);
  for (const { service, own, other } of joined) await share(city, service, { [own]: 100, [other]: 0 });
  for (const { service, other } of joined) await city.hansom('scale', `${service}@${other}=0`);
  return { 'services that were there twice': joined.length };
}

/** Asked again where it came to nothing: two versions of all on two processors are slow to answer. */
async function share(city: UpCity, service: string, shares: Readonly<Record<string, number>>): Promise<void> {
  const texts = Object.entries(shares).map(([version, part]) => `${version}=${part}`);
  const args = ['traffic', 'share', service, ...texts, '--reason', 'an earlier version beside ours'];
  await city.eventually(`shares of ${service}`, async () => (await city.hansom(...args)) !== undefined);
}
