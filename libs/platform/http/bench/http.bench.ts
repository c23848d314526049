import { fork } from 'node:child_process';
import { once } from 'node:events';

import fastify from 'fastify';
import { z } from '@hansom/platform-config';

import { user } from '../src/routes/access.ts';
import { implement } from '../src/routes/handler.ts';
import { route } from '../src/routes/route.ts';
import { aGateway, closeGateways } from '../src/testing/a-gateway.ts';
import { type Load } from './load.ts';

export { load } from './load.ts';

const ROUNDS = 9;
const REQUESTS = 4_000;

const Stop = z.object({
  lat: z.number().min(-90).max(90),
  lng: z.number().min(-180).max(180),
  name: z.string(),
});

const quote = route({
  method: 'POST',
  path: '/v1/cities/{city}/quotes',
  operation: 'quote',
  summary: 'What the gateway does for a request: token, role, validation in and out, trace, deadline, rates.',
  tags: ['bench'],
  access: user('RIDER'),
  params: z.object({ city: z.string().length(3) }),
  query: z.object({ seats: z.coerce.number().int().default(1) }),
  body: z.object({ from: Stop, to: Stop, stops: z.array(Stop).max(5) }),
  answers: { 200: z.object({ city: z.string(), seats: z.number(), to: Stop }) },
});

/** Processor time of the server alone: clients are a process of their own. Rounds are interleaved. */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const bare = await bareFastify();
  const gateway = await aGateway([
    implement(quote, async ({ params, query, body }) => ({
      status: 200,
      body: { city: params.city, seats: query.seats, to: body.to },
    })),
  ]);
  const token = await gateway.tokenFor();
  const clients = startClients();
  const contenders = [
    { url: bare.url, spent: [] as number[] },
    { url: gateway.url, spent: [] as number[] },
  ] as const;
  for (let round = -2; round < ROUNDS; round += 1) {
    for (const { url, spent } of contenders) {
      const before = process.cpuUsage();
      await clients.send({ url: `${url}/v1/cities/got/quotes?seats=2`, token, requests: REQUESTS });
      const { user: own, system } = process.cpuUsage(before);
      if (round >= 0) spent.push((own + system) / REQUESTS); // two rounds to warm up
    }
  }
  clients.end();
  await Promise.all([bare.close(), closeGateways()]);
  const [plain, ours] = contenders.map(({ spent }) => median(spent));
  return { name: 'http', figures: figuresOf(plain ?? NaN, ours ?? NaN) };
}

function figuresOf(plain: number, ours: number): Record<string, number> {
  return {
    'bare fastify, CPU us a request': Number(plain.toFixed(1)),
    'gateway, CPU us a request': Number(ours.toFixed(1)),
    'bare fastify, requests a CPU second': Math.round(1e6 / plain),
    'gateway, requests a CPU second': Math.round(1e6 / ours),
    'gateway over bare fastify': Number((plain / ours).toFixed(2)),
  };
}

/** Parses the same body and answers as much, and does nothing else. */
async function bareFastify(): Promise<{ url: string; close(): Promise<void> }> {
  const app = fastify();
  app.post<{ Params: { city: string }; Body: { to: unknown } }>(
    '/v1/cities/:city/quotes',
    async ({ params, body }) => ({
      city: params.city,
      seats: 2,
      to: body.to,
    }),
  );
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, close: () => app.close() };
}

function startClients() {
  const [, runner = '', bundle = ''] = process.argv;
  const child = fork(runner, [bundle, 'load'], { stdio: ['ignore', 2, 2, 'ipc'] });
  return {
    send: async (load: Load) => {
      child.send(load);
      await once(child, 'message');
    },
    end: () => void child.kill(),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
