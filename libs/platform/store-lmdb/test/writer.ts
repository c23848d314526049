import { domainClock, instant, realMonotonic } from '@hansom/platform-context';
import { aggregate, type Engine, int } from '@hansom/platform-store';

import { openLmdbStore } from '../src/index.ts';

/** The aggregate that the processes of a spec write. */
export const storm = aggregate({ name: 'storm', fields: { writer: int() }, states: { ON: {} } });

/** A process of its own: makes transitions of one aggregate and says each that it was told is applied, `version attempt` a line. */
async function main([path = '', writer = '', count = '']: string[]): Promise<void> {
  const monotonic = realMonotonic();
  const clock = domainClock({ base: instant(0), at: monotonic.now(), speed: 1 }, monotonic);
  const store = openLmdbStore({ path, clock });
  const engine = await store.open('spec');
  for (let made = 0, tries = 0; made < Number(count); tries++) {
    const attempt = `${writer}-${tries}`;
    const version = await transition(engine, attempt, Number(writer));
    if (version === undefined) continue;
    made++;
    process.stdout.write(`${version} ${attempt}\n`);
  }
  await store.close();
}

async function transition(engine: Engine, attempt: string, writer: number): Promise<number | undefined> {
  const state = await engine.readState(storm, 'one', 'serial');
  const expect = { version: Number(state?.version ?? 0), fence: 0 };
  const version = expect.version + 1;
  const event = { version, attempt, type: 'storm.changed', payload: new Uint8Array(200), occurred_at: 0 };
  const batch = { id: 'one', expect, state: { version, state: 'ON', writer }, event };
  const answer = await engine.commit(storm, batch);
  return answer.applied ? version : undefined;
}

if (require.main === module) void main(process.argv.slice(2));
