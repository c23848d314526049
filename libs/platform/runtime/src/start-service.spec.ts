import { z } from '@hansom/platform-config';
import { aUser } from '@hansom/platform-identity/testing';
import { type Endpoint, endpointsOf, type HandlersOf } from '@hansom/platform-rpc';
import { type EchoContract, echoContract, type Text } from '@hansom/platform-rpc/testing';
import { AdminServiceDefinition } from '@hansom/proto-platform';

import { type Host } from './host.ts';
import { defineService, type ServiceDefinition } from './service.ts';
import { startService } from './start-service.ts';
import { type BootedServices, bootServices } from './testing/boot-services.ts';
import { type SpecInstallation, specInstallation } from './testing/spec-installation.ts';

const echo = echoContract();

interface EchoOptions {
  name?: string;
  contract?: EchoContract;
  settings?: z.ZodObject;
  config?: z.ZodObject;
  handlers?: Partial<HandlersOf<EchoContract>>;
  /** Told the host while the service is put together. */
  compose?: (host: Host) => void;
}

/** A service that answers with the request, but for what a spec says. */
function anEcho(options: EchoOptions = {}): ServiceDefinition {
  const { name = 'echo', contract = echo, settings = z.object({}), config = z.object({}) } = options;
  return defineService({
    name,
    description: 'Answers with what it was asked.',
    owner: { team: 'Platform', contact: 'platform@hansom.example' },
    contract,
    settings,
    config,
    compose: (host) => {
      options.compose?.(host);
      return { handlers: { read: same, repeat: same, write: same, ...options.handlers } };
    },
  });
}

function same(request: Text): Text {
  return request;
}

function gate() {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { passed, open };
}

describe('startService', () => {
  let installation: SpecInstallation;

  beforeEach(async () => {
    installation = await specInstallation();
  });

  afterEach(() => installation.close());

  it('lists all that is wrong with settings and configuration at once, and leaves nothing running', async () => {
    const service = anEcho({
      settings: z.object({ radius: z.number() }),
      config: z.object({ limit: z.number() }),
    });

    await expect(startService(service, installation)).rejects.toThrow(
      /HANSOM_RADIUS: is required\n.*limit: is required \(configuration of .+ in .+\)/s,
    );
    expect(installation.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('refuses a service without a name', async () => {
    await expect(startService(anEcho({ name: '' }), installation)).rejects.toThrow(
      /name: must be kebab-case/,
    );
  });

  it('closes what was started when something later fails', async () => {
    const closed: string[] = [];
    const service = anEcho({
      compose: (host) => {
        host.onClose('first', () => void closed.push('first'));
        host.onClose('second', () => void closed.push('second'));
        throw new Error('no store');
      },
    });

    await expect(startService(service, installation)).rejects.toThrow('no store');
    expect(closed).toEqual(['second', 'first']);
  });

  it('is found from when it serves until it stops', async () => {
    const seen: number[] = [];
    const unwatch = installation.network.watch('echo', (addresses) => seen.push(addresses.length));

    const service = await startService(anEcho(), installation);
    await service.close();
    unwatch();

    expect(seen).toEqual([0, 1, 0]);
  });

  it('says goodbye first, finishes what is in flight, then closes what the service opened', async () => {
    const steps: string[] = [];
    const [begun, release] = [gate(), gate()];
    const booted = await bootServices([
      anEcho({
        compose: (host) => host.onClose('store', () => void steps.push('closed')),
        handlers: {
          read: async (request) => {
            begun.open();
            await release.passed;
            steps.push('answered');
            return request;
          },
        },
      }),
    ]);
    const answer = booted.client(echo).read({ text: 'late' }, booted.call());
    await begun.passed;

    const closing = booted.services[0]?.close();
    release.open();
    await closing;

    expect(await answer).toEqual({ text: 'late' });
    expect(steps).toEqual(['answered', 'closed']);
    await booted.close();
  });

  it('closes once, whoever asks', async () => {
    const closed: string[] = [];
    const service = await startService(
      anEcho({ compose: (host) => host.onClose('store', () => void closed.push('store')) }),
      installation,
    );

    await Promise.all([service.close(), service.close()]);

    expect(closed).toEqual(['store']);
  });
});

describe('services of one process', () => {
  let booted: BootedServices;
  const other = echoContract({ service: 'other' });

  beforeAll(async () => {
    const failing = { read: () => Promise.reject(new Error('broken')) };
    booted = await bootServices([anEcho({ handlers: failing }), anEcho({ name: 'other', contract: other })]);
  });

  afterAll(() => booted.close());

  it('do not see each other: one breaks, the other answers, and each has its own log', async () => {
    const broken = booted.client(echo).read({ text: 'a' }, booted.call());
    const whole = booted.client(other).read({ text: 'b' }, booted.call());

    await expect(broken).rejects.toMatchObject({ kind: 'internal', code: 'echo.internal' });
    expect(await whole).toEqual({ text: 'b' });
    const errors = booted.log.filter(({ level }) => level === 'error');
    expect(errors.map(({ fields }) => fields['service'])).toEqual(['echo']);
  });

  it('call each other with their own certificates', async () => {
    const callers: unknown[] = [];
    const calling = await bootServices([
      anEcho({
        name: 'other',
        contract: other,
        handlers: {
          read: (request, call) => {
            callers.push(call.caller);
            return request;
          },
        },
      }),
    ]);
    const asEcho = await calling.clientAs({ service: 'echo' }, other);

    await asEcho.read({ text: '' }, calling.call());
    await calling.client(other).read({ text: '' }, calling.call());

    expect(callers).toEqual([{ service: 'echo' }, { operator: 'spec' }]);
    await calling.close();
  });

  it('call what each of them serves, of the one that they name', async () => {
    const hosts: Host[] = [];
    const console = anEcho({
      name: 'console',
      contract: echoContract({ service: 'console' }),
      compose: (host) => void hosts.push(host),
    });
    const calling = await bootServices([console, anEcho(), anEcho({ name: 'other', contract: other })]);
    const [host] = hosts;

    const paths = ['echo', 'other'].map(async (to) => {
      const { endpoints } = await host!.client(AdminServiceDefinition, to).listEndpoints({}, calling.call());
      return endpoints.map(({ path }) => path);
    });

    const promised = [echo, other].map((contract) => Object.values<Endpoint>(endpointsOf(contract)));
    expect(await Promise.all(paths)).toEqual(promised.map((of) => of.map(({ path }) => path).sort()));
    await calling.close();
  });

  it('know for whom a call is made', async () => {
    const seen: unknown[] = [];
    const booting = await bootServices([
      anEcho({
        handlers: {
          read: (request, call) => {
            seen.push(call.baggage);
            return request;
          },
        },
      }),
    ]);

    await booting.client(echo).read({ text: '' }, await booting.callOf(aUser({ tenancy: 'robot' })));

    expect(seen).toEqual([{ tenancy: 'robot' }]);
    await booting.close();
  });
});
