import { type Endpoint, endpointsOf, foreignContract, type ServerFunction } from '@hansom/platform-rpc';
import { aCall, echoContract } from '@hansom/platform-rpc/testing';

import { serverIdentity, tokenVerifier } from '../src/index.ts';
import { realEffects } from '../src/testing/real-effects.ts';
import { aUser, testAuth } from '../src/testing/index.ts';

const ROUNDS = 9;
const TOKENS = 300;
const CALLS = 20_000;

type Contender = () => Promise<void>;

/** CPU time that the identity of a call costs its server: no token, a token seen before, one that is new. Rounds interleaved. */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const effects = realEffects();
  const auth = await testAuth(effects);
  const user = aUser({ roles: ['SUPPORT', 'ADMIN.DRIVER.*'], city: 'got' });
  const texts = Array.from({ length: TOKENS }, (_, i) => auth.tokenFor({ ...user, session: `s${i}` }));
  const tokens = (await Promise.all(texts)).map((token) => Buffer.from(`Bearer ${token}`));
  const handler: ServerFunction = () => undefined;
  const endpoint = anEndpoint();
  const fresh = (): ServerFunction =>
    serverIdentity({ verifier: tokenVerifier({ keys: auth.keys, effects }), effects })(endpoint, handler);
  const call = aCall({
    effects,
    name: 'echo',
    from: 'desk',
    baggage: { tenancy: 'live', city: 'got' },
    endpoint,
  });
  let header: string | undefined;
  call.header = () => header;

  const cached = fresh();
  const contenders: Record<string, [Contender, number]> = {
    'no token': [
      async () => {
        header = undefined;
        for (let i = 0; i < CALLS; i += 1) cached({ text: 'got' }, call);
      },
      CALLS,
    ],
    'token seen before': [
      async () => {
        for (let i = 0; i < CALLS; i += 1) {
          header = String(tokens[i % TOKENS]); // a new string each time, as off the wire
          const pending = cached({ text: 'got' }, call);
          if (pending instanceof Promise) await pending;
        }
      },
      CALLS,
    ],
    'token, new': [
      async () => {
        const serve = fresh();
        for (const token of tokens) {
          header = String(token);
          await serve({ text: 'got' }, call); // one after the other: that is what is measured
        }
      },
      TOKENS,
    ],
  };
  const spent = new Map(Object.keys(contenders).map((name) => [name, [] as number[]]));
  for (let round = -2; round < ROUNDS; round += 1) {
    for (const [name, [run, times]] of Object.entries(contenders)) {
      const micros = (await cpuOf(run)) / times;
      if (round >= 0) spent.get(name)?.push(micros); // two rounds to warm up
    }
  }
  call.end();
  const figures = [...spent].map(([name, micros]) => [
    `${name}, CPU us a call`,
    Number(median(micros).toFixed(2)),
  ]);
  return { name: 'identity', figures: Object.fromEntries(figures) as Record<string, number> };
}

/** Open to whom both paths admit: what is compared is the token. */
function anEndpoint(): Endpoint {
  const access = { kind: 'only', services: ['desk'], roles: [], cityField: undefined } as const;
  const promise = { meanMs: 1, p95Ms: 5 };
  return endpointsOf(foreignContract(echoContract(), { service: 'echo', promise, access, criticality: 2 }))
    .read;
}

async function cpuOf(run: Contender): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
