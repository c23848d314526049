import { busContract } from '@hansom/platform-bus/testing';
import { describeWithRedis } from '@hansom/testing-stores';

import { forget, specRedis } from './spec-redis.ts';

describeWithRedis('on a real Redis', (server) => {
  busContract('the bus between processes', async () => {
    const { bus, prefix, close } = await specRedis(server());
    return { bus, reset: () => forget(server().url, prefix), close };
  });
});
