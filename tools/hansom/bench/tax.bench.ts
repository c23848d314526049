import { type ContractDefinition, type HandlersOf } from '@hansom/platform-rpc';
import { type ServiceDefinition } from '@hansom/platform-runtime';
import {
  type GetRequest,
  type GetResponse,
  HoldState,
  SampleHoldServiceDefinition,
} from '@hansom/proto-sample-hold';
import { sampleDesk } from '@hansom/sample-desk/service';
import { sampleHold } from '@hansom/sample-hold/service';

import { bareCall } from './bare-call.ts';
import { type Contender, rounds } from './contender.ts';
import { median } from './median.ts';
import { type OneProcess, openOneProcess, withHost } from './one-process.ts';

const ROUNDS = 8;
const CALLS = 1500;

/**
 * CPU time of a unary call, both sides together: from service to service with all that the platform does around it (mesh, identity and
 * access, limits, telemetry that nobody samples, health), beside bare grpc-js with the same contract, codec, answer, deadline and mutual TLS. Rounds
 * are interleaved, in one process. Wall time is not compared: it measures the machine's other tenants.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number> }> {
  const here = await openOneProcess();
  const platform = await platformCall(here);
  const [server, client] = await Promise.all(
    ['sample-hold', 'sample-desk'].map((service) => here.installation.certificates({ service })),
  );
  if (!server || !client) throw new Error('no certificates');
  const bare = await bareCall({ answer, server: server.current(), client: client.current() });
  await rounds([bare, platform], { count: ROUNDS, calls: CALLS });
  await Promise.all([bare.close(), platform.close()]);
  server.close();
  client.close();
  await here.close();
  const ratios = platform.spent.map((spent, round) => spent / (bare.spent[round] ?? NaN));
  return {
    name: 'tax of the platform',
    figures: {
      'bare grpc-js with mutual TLS, CPU us a call': median(bare.spent),
      'from service to service, CPU us a call': median(platform.spent),
      'service to service over bare, median of rounds': median(ratios),
      'the same, least': Math.min(...ratios),
      'the same, most': Math.max(...ratios),
      calls: ROUNDS * CALLS,
      'calls that failed, of both': bare.failed + platform.failed,
    },
  };
}

async function platformCall(here: OneProcess): Promise<Contender> {
  const desk = withHost(sampleDesk as unknown as ServiceDefinition); // its schemas are its own
  await here.start(answering(sampleHold as unknown as ServiceDefinition));
  await here.start(desk.definition);
  const client = desk.host().client(SampleHoldServiceDefinition);
  const root = desk.host().call({ deadlineMs: 600_000 });
  return {
    spent: [],
    failed: 0,
    call: (holdId) => client.get({ holdId }, root),
    close: async () => root.end(),
  };
}

/** The same service, with the answer that the bare one gives: the platform is measured, not the store. */
function answering(definition: ServiceDefinition): ServiceDefinition {
  return {
    ...definition,
    compose: async (host) => {
      const composed = await definition.compose(host);
      const handlers = { ...composed.handlers, get: answer } as HandlersOf<ContractDefinition>; // one of the same names
      return { ...composed, handlers };
    },
  };
}

const EXPIRES = new Date(Date.UTC(2026, 0, 5, 8));

function answer({ holdId }: GetRequest): GetResponse {
  return {
    hold: {
      id: holdId,
      placeId: 'place_42',
      guestId: 'guest_7',
      state: HoldState.HELD,
      version: 3,
      expiresAt: EXPIRES,
    },
  };
}
