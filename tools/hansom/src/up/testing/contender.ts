import { existsSync } from 'node:fs';

import { claim } from '../claim.ts';

/** A process of a spec: takes each folder that it is told of, as soon as a file says so, and tells what came of it. */
process.on('message', ({ data, go }: { data: string; go: string }) => {
  process.send?.('ready');
  while (!existsSync(go)); // whoever slept would be late
  const taken = claim(data);
  process.send?.('heldBy' in taken ? taken.heldBy : 'taken');
});
