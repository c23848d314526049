import { domainClock, instant, realMonotonic } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { blob, int, table, text } from '@hansom/platform-store';

import { openLmdbStore } from '../src/index.ts';

const notes = table({
  name: 'notes',
  partition: { owner: text() },
  clustering: { n: int() },
  columns: { body: blob() },
});
const BODY = new Uint8Array(20_000);
const ROWS = 100;

/** A process of its own: writes more rows than there is room for, and tells as JSON what became of them. */
async function main([path = '']: string[]): Promise<void> {
  const monotonic = realMonotonic();
  const clock = domainClock({ base: instant(0), at: monotonic.now(), speed: 1 }, monotonic);
  const store = openLmdbStore({ path, clock });
  const engine = await store.open('spec');
  const put = (n: number): Promise<string> =>
    engine.put(notes, { owner: 'o', n, body: BODY }).then(() => 'kept', codeOf);
  const answers: string[] = [];
  for (let n = 0; n < ROWS; n++) answers.push(await put(n)); // one after the other: each is a commit
  const [check] = store.checks('spec');
  const page = await engine.range(notes, { partition: { owner: 'o' }, limit: ROWS });
  const told = {
    kept: answers.filter((answer) => answer === 'kept').length,
    refusals: [...new Set(answers.filter((answer) => answer !== 'kept'))],
    read: page.rows.length,
    another: await put(ROWS),
    finding: await check?.run(),
  };
  process.stdout.write(JSON.stringify(told));
  await store.close();
}

function codeOf(error: unknown): string {
  return error instanceof HansomError ? error.code : String(error);
}

if (require.main === module) void main(process.argv.slice(2));
