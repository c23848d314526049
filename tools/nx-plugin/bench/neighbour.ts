import { z } from '@hansom/platform-config';
import { eventually } from '@hansom/platform-context/testing';
import { type ClientOf, type ContractDefinition } from '@hansom/platform-rpc';
import {
  defineService,
  type Host,
  openInstallation,
  platformSettings,
  startService,
} from '@hansom/platform-runtime';

/** A service of an installation, in a process of its own, that calls another. */
export interface Neighbour<D extends ContractDefinition> {
  /** Calls through the mesh until a call is answered; rejects after a minute. */
  untilAnswered<T>(send: (client: ClientOf<D>, call: ReturnType<Host['call']>) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface NeighbourOptions<D extends ContractDefinition> {
  readonly contract: D;
  /** The folder of the installation. */
  readonly data: string;
  /** `ip:port` of its control plane. */
  readonly traffic: string;
  /** Where its spans are sent, all of them. */
  readonly otlpUrl: string;
}

export async function startNeighbour<D extends ContractDefinition>(
  options: NeighbourOptions<D>,
): Promise<Neighbour<D>> {
  const { contract, data, traffic, otlpUrl } = options;
  const settings = platformSettings.parse({ data, store: 'memory', logLevel: 'silent', traffic: [traffic] });
  const env = { HANSOM_DATA: data, HANSOM_OTLP_URL: otlpUrl, HANSOM_TRACE_SHARE: '1' };
  const installation = openInstallation({ settings, env, oneProcess: false });
  let host: Pick<Host, 'call'> | undefined;
  let client: ClientOf<D> | undefined;
  const service = await startService(
    defineService({
      name: 'neighbour',
      description: 'Calls its neighbour.',
      owner: { team: 'Platform', contact: 'platform@hansom.example' },
      contract: { name: 'NeighbourService', fullName: 'hansom.neighbour.v1.NeighbourService', methods: {} },
      settings: z.object({}),
      config: z.object({}),
      compose: (given) => {
        host = given;
        client = given.client(contract);
        return { handlers: {} };
      },
    }),
    installation,
  );
  return {
    untilAnswered: async (send) => {
      if (!host || !client) throw new Error('the service has not started');
      const [from, to] = [host, client];
      const answered = async () => {
        const call = from.call({ deadlineMs: 5_000 });
        return send(to, call).finally(() => call.end());
      };
      return eventually(answered, { passing: () => true });
    },
    close: async () => {
      await service.close();
      await installation.close();
    },
  };
}
