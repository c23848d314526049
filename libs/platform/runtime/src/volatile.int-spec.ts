import { type Bus, type EventCatalogue, InProcessBus } from '@hansom/platform-bus';
import { z } from '@hansom/platform-config';
import { silentLogger } from '@hansom/platform-context';
import { fakeEffects } from '@hansom/platform-context/testing';
import { type Check } from '@hansom/platform-health';
import { memoryRateLimiter, type RateLimiter } from '@hansom/platform-limits';
import { echoContract, Text } from '@hansom/platform-rpc/testing';

import { type Host } from './host.ts';
import { openVolatile, type Volatile } from './installation/volatile.ts';
import { defineService } from './service.ts';
import { platformSettings } from './settings.ts';
import { bootServices } from './testing/boot-services.ts';

const lampEvents = {
  topic: 'lamps',
  aggregate: 'lamp',
  types: { 'lamp.lit': Text },
} satisfies EventCatalogue;
const told = { type: 'lamp.lit', key: 'lamp_1', version: 1, payload: { text: '' } } as const;
const away = new Error('the bus is away');

function lamps(tell: (host: Host) => void) {
  const same = (text: Text): Text => text;
  return defineService({
    name: 'lamps',
    description: 'Lights lamps.',
    owner: { team: 'Platform', contact: 'platform@hansom.example' },
    contract: echoContract({ service: 'lamps' }),
    settings: z.object({}),
    config: z.object({}),
    compose: (host) => {
      tell(host);
      return { handlers: { read: same, repeat: same, write: same } };
    },
  });
}

/** What may be lost, and is. */
class LostBus extends InProcessBus implements Bus {
  override publish(): Promise<void> {
    return Promise.reject(away);
  }
}

async function boot(over: Partial<Volatile>) {
  const { monotonic } = fakeEffects();
  const inMemory = {
    bus: new InProcessBus(),
    rateLimiter: () => memoryRateLimiter({ monotonic }),
    checks: [],
  };
  let host: Host | undefined;
  const booted = await bootServices([lamps((own) => (host = own))], { volatile: { ...inMemory, ...over } });
  if (!host) throw new Error('the service was not put together');
  return { host, booted };
}

describe('what may be lost', () => {
  it('holds up nobody who announces something', async () => {
    const { host, booted } = await boot({ bus: new LostBus() });

    await expect(host.announce(lampEvents, told)).resolves.toBeUndefined();

    await booted.close();
  });

  it('is watched over by every service', async () => {
    const check: Check = { name: 'redis', priority: 'email', run: () => ({ ok: false, message: 'away' }) };
    const { booted } = await boot({ checks: [check] });

    const names = booted.services[0]?.health.state().checks.map(({ name }) => name);

    expect(names).toContain('redis');
    await booted.close();
  });

  it('counts the requests of each service apart', async () => {
    const asked: string[] = [];
    const rateLimiter = (service: string): RateLimiter => {
      asked.push(service);
      return memoryRateLimiter(fakeEffects());
    };
    const { host, booted } = await boot({ rateLimiter });

    expect(asked).toEqual(['lamps']);
    expect(await host.rateLimiter.take('a', { limit: 1, windowMs: 1_000 })).toMatchObject({ allowed: true });
    await booted.close();
  });

  it('is in this process unless there is a Redis', async () => {
    const alone = { oneProcess: true };
    const { bus, checks, close } = await openVolatile(platformSettings.parse({}), fakeEffects(), alone);

    expect([bus, checks]).toEqual([expect.any(InProcessBus), []]);
    await close();
  });

  it.each([
    [true, 0],
    [false, 20],
  ])(
    'has who listens walk every few seconds where no bus reaches other processes: one process %s',
    async (oneProcess, times) => {
      const effects = fakeEffects();
      const { bus, close } = await openVolatile(platformSettings.parse({}), effects, { oneProcess });
      let reminded = 0;
      bus.onReset(() => void (reminded += 1));

      await effects.time.advance(60_000);
      await close();

      expect([reminded, effects.time.waiting]).toEqual([times, 0]);
    },
  );

  it('is missed where there is no Redis and not one process: the log says so, and a check of each service, which is ready', async () => {
    const effects = fakeEffects();

    const open = await openVolatile(platformSettings.parse({}), effects, { oneProcess: false });
    const { booted } = await boot(open);
    const { checks, ready } = booted.services[0]?.health.state() ?? {};
    await booted.close();
    await open.close();

    const says = expect.stringContaining('HANSOM_REDIS is not set');
    expect(effects.log.lines).toMatchObject([{ level: 'error', message: says }]);
    expect(checks).toContainEqual(
      expect.objectContaining({ name: 'redis', state: 'failing', message: says }),
    );
    expect(ready).toBe(true);
  });

  it('is in Redis where there is one, and refuses what cannot be one', async () => {
    const settings = platformSettings.parse({ redis: 'redis://localhost/no-database' });

    const effects = { ...fakeEffects(), log: silentLogger };

    const opening = openVolatile(settings, effects, { oneProcess: true });

    await expect(opening).rejects.toThrow('HANSOM_REDIS');
  });

  it.each(['localhost:6379', 'http://localhost', 'redis://'])('is not in %s', (redis) => {
    expect(platformSettings.safeParse({ redis }).success).toBe(false);
  });
});
