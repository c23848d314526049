import { busContract } from '../testing/bus.contract.ts';
import { InProcessBus } from './in-process-bus.ts';

busContract('the bus of one process', async () => {
  const bus = new InProcessBus();
  return { bus, reset: async () => bus.reset(), close: () => bus.close() };
});
