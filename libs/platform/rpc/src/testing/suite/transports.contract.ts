import { answers } from './answers.contract.ts';
import { attempts } from './attempts.contract.ts';
import { deadlines } from './deadlines.contract.ts';
import { failures } from './failures.contract.ts';
import { stops } from './stops.contract.ts';
import { streamEnds } from './stream-ends.contract.ts';
import { streams } from './streams.contract.ts';
import { type TransportUnderTest, World } from './world.ts';

/** Every service that the suite starts or calls from: those that a transport with certificates has to know. */
export const SERVICES = [
  ...['spec', 'echo', 'talk', 'other', 'a', 'b', 'c', 'hop-1', 'hop-2', 'hop-3', 'leaf'],
  ...['desk', 'sample-desk', 'sample-hold'],
];

/** What every transport does. To be called within a `describe`. */
export function transports(transport: () => TransportUnderTest): void {
  let world: World;

  beforeEach(() => {
    world = new World(transport());
  });

  afterEach(() => world.close());

  describe.each(Object.entries({ answers, deadlines, failures, attempts, streams, streamEnds, stops }))(
    '%s',
    (_, suite) => suite(() => world),
  );
}
