import { type Millis } from '@hansom/platform-context';
import { type Call, type ClientOf, during, settleAll } from '@hansom/platform-rpc';
import { type Host } from '@hansom/platform-runtime';
import { type DriverServiceDefinition } from '@hansom/proto-driver';

import { type LiveCity } from './live-city.ts';

export interface DriverNamesOptions {
  driver: Pick<ClientOf<DriverServiceDefinition>, 'getDriver'>;
  call: Host['call'];
}

const ASK_MS: Millis = 2_000;
/** In one turn: a city of two thousand is named in ten seconds. */
const MOST = 200;

/** Asks what drivers are called who began a shift. Who cannot be asked for now is asked for at the next turn. */
export async function nameDrivers({ board }: LiveCity, { driver, call }: DriverNamesOptions): Promise<void> {
  const unnamed = board.unnamed(MOST);
  if (unnamed.length === 0) return;
  const tasks = unnamed.map((driverId) => [driverId, (part: Call) => driver.getDriver({ driverId }, part)]);
  // The tasks are all of one kind.
  const answers = await during(call({ deadlineMs: ASK_MS }), (own) =>
    settleAll<Record<string, (part: Call) => ReturnType<typeof driver.getDriver>>>(
      Object.fromEntries(tasks),
      {
        call: own,
      },
    ),
  );
  for (const [driverId, answer] of Object.entries(answers)) {
    const found = answer.ok ? answer.value.driver : undefined;
    if (found) board.named(driverId, { name: found.name, plate: found.vehicle?.plate ?? '' });
  }
}
