import { FakeTime } from '@hansom/platform-context/testing';

import { SimulatedStore } from './simulated.ts';
import { storeContract } from './testing/index.ts';

storeContract('the simulated store', async () => {
  const time = new FakeTime();
  return { store: new SimulatedStore({ clock: time.clock }), pass: (by) => time.advance(by) };
});
