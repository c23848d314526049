import { busContract } from '@hansom/platform-bus/testing';

import { ownRedis, type OwnRedis } from './own-redis.ts';
import { forget, specRedis } from './spec-redis.ts';

describe('on a real Redis', () => {
  let server: OwnRedis;
  beforeAll(async () => {
    server = await ownRedis();
  });
  afterAll(() => server.close());

  busContract('the bus between processes', async () => {
    const { bus, prefix, close } = await specRedis(server.url);
    return { bus, reset: () => forget(server.url, prefix), close };
  });
});
