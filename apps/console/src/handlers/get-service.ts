import { type RouteHandler } from '@hansom/platform-http';
import { type Call } from '@hansom/platform-rpc';

import { gather } from '../gather.ts';
import { type getService as route } from '../routes/services.ts';
import { type ServicesContext } from '../services/services-context.ts';
import { type Asked, tellService } from '../services/tell-service.ts';
import { mayChangeTraffic, requireStaff } from '../staff.ts';
import { noService } from '../traffic/read-rules.ts';

/** Of a service that nobody runs. */
const NOTHING: Asked = { contract: undefined, config: undefined, missing: [] };

export function getService(ctx: ServicesContext): RouteHandler<typeof route> {
  return async ({ params: { service }, user }, call) => {
    requireStaff(user);
    const reading = await ctx.board.current();
    if (!reading.services.includes(service)) throw noService(service);
    const isAlive = reading.instances.some(({ instance }) => instance.service === service);
    const wanted = { service, withConfig: mayChangeTraffic(user) };
    const asked = isAlive ? await ask(ctx, wanted, call) : NOTHING;
    return { status: 200, body: tellService(reading, service, asked) };
  };
}

/** What is too much, or not for all, to be asked of every service. */
async function ask(
  { admin }: ServicesContext,
  { service, withConfig }: { service: string; withConfig: boolean },
  call: Call,
): Promise<Asked> {
  const client = admin(service);
  const { found, missing } = await gather(
    {
      endpoints: async (own: Call) => (await client.listEndpoints({}, own)).endpoints,
      config: async (own: Call) => (withConfig ? (await client.getConfig({}, own)).document : undefined),
    },
    call,
  );
  return { contract: found.endpoints, config: found.config, missing };
}
