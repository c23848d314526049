import { HansomError } from '@hansom/platform-errors';
import { type Call, foreignContract, serve, type Served } from '@hansom/platform-rpc';
import {
  type HealthCheckRequest,
  type HealthCheckResponse,
  HealthCheckResponse_ServingStatus as Status,
  HealthDefinition,
} from '@hansom/proto-grpc';

import { type Health } from '../health.ts';

/** gRPC's health protocol as one of ours: everybody may ask. */
export const healthContract = foreignContract(HealthDefinition, {
  service: 'health',
  promise: { meanMs: 1, p95Ms: 10 },
  access: { kind: 'open' },
  criticality: 4,
});

/**
 * Serves `grpc.health.v1`: an instance is SERVING when it is ready, as a whole (``) and each of `contracts`, named in full
 * (`hansom.sample_hold.v1.SampleHoldService`).
 */
export function healthService(health: Health, contracts: readonly string[]): Served {
  const names = ['', ...contracts];
  const known = new Set(names);
  return serve(healthContract, {
    check: ({ service }, call) => {
      if (known.has(service)) return { status: statusOf(health) };
      throw new HansomError('not_found', `${call.name}.unknown_service`, {
        description: `${service} is not served here`,
      });
    },
    list: () => ({ statuses: Object.fromEntries(names.map((name) => [name, { status: statusOf(health) }])) }),
    watch: ({ service }: HealthCheckRequest, call) =>
      changes(() => (known.has(service) ? statusOf(health) : Status.SERVICE_UNKNOWN), { health, call }),
  });
}

function statusOf(health: Health): Status {
  return health.state().ready ? Status.SERVING : Status.NOT_SERVING;
}

/** The status now, and each one that is another. One that is over before it is asked for is left out. */
async function* changes(
  status: () => Status,
  { health, call }: { health: Health; call: Call },
): AsyncGenerator<HealthCheckResponse> {
  let wake = (): void => undefined;
  const unwatch = health.watch(() => wake());
  const forget = call.onCancel(() => wake());
  let told: Status | undefined;
  try {
    while (!call.cancelled) {
      const now = status();
      if (now !== told) yield { status: (told = now) };
      if (status() === told && !call.cancelled) await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    unwatch();
    forget();
  }
}
