import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

import { type Certificates } from '@hansom/platform-identity';
import { sampleDesk } from '@hansom/sample-desk/service';
import { sampleHold } from '@hansom/sample-hold/service';

import { ask, askAs, CHECK_IN, denied, OPEN_VAULT, PLACE, unauthenticated } from './testing/asks.ts';
import { BAD_TOKENS } from './testing/bad-tokens.ts';
import { type Forgery, forgedToken, signedWith, strangersKey } from './testing/forged-token.ts';
import { believing, type RawAnswer } from './testing/raw-call.ts';
import { type Stack, startStack } from './testing/stack.ts';
import { vault } from './testing/vault.ts';

const ADMIN_OF_GOT = { roles: ['ADMIN.VAULT.GOT'] };

let stack: Stack;
let desk: Certificates;
let hold: Certificates;
/** Of our authority, in another trust domain: valid, and nobody's. */
let nobody: Certificates;

beforeAll(async () => {
  stack = await startStack([sampleHold, sampleDesk, vault]);
  [desk, hold, nobody] = await Promise.all([
    stack.ca.certificates({ service: 'sample-desk' }),
    stack.ca.certificates({ service: 'sample-hold' }),
    stack.ca.certificates({ service: 'sample-desk' }, { trustDomain: 'other.local' }),
  ]);
});

beforeEach(() => {
  stack.reached.length = 0;
});

afterAll(() => stack.close());

describe('a token', () => {
  it('that auth could have signed says who the user is', async () => {
    const answer = await askAs(stack, PLACE, { as: desk, token: forgedToken(stack.signing) });

    expect(answer).toEqual({ status: 'OK' });
    expect(stack.reached).toMatchObject([{ user: 'rider_robot' }]);
  });

  it.each(BAD_TOKENS)('%s is refused, where one is needed and where all is open', async (_case, make) => {
    const token = make(stack.signing);

    const answers = [
      await askAs(stack, PLACE, { as: desk, token }),
      await askAs(stack, CHECK_IN, { as: nobody, token }),
    ];

    expect(answers).toEqual([unauthenticated(PLACE), unauthenticated(CHECK_IN)]);
    expect(stack.reached).toEqual([]);
  });

  it('that is bad is refused of an operator too', async () => {
    const operator = await stack.ca.certificates({ operator: 'anna' });

    const answer = await askAs(stack, PLACE, { as: operator, token: 'garbage' });

    expect(answer).toEqual(unauthenticated(PLACE));
    expect(stack.reached).toEqual([]);
  });

  it('is shown as a bearer does, or not at all', async () => {
    const token = forgedToken(stack.signing);
    const shown = [`bearer ${token}`, `Basic ${token}`, token, `Bearer  ${token}`];

    const answers = await Promise.all(
      shown.map((authorization) =>
        ask(stack, CHECK_IN, { credentials: believing(nobody), headers: { authorization } }),
      ),
    );

    expect(answers).toEqual(shown.map(() => unauthenticated(CHECK_IN)));
    expect(stack.reached).toEqual([]);
  });

  it('over the bound of all headers is refused unread', async () => {
    const answer = await askAs(stack, CHECK_IN, { as: nobody, token: 'x'.repeat(9000) });

    expect(answer).toEqual({ status: 'RESOURCE_EXHAUSTED' });
    expect(stack.reached).toEqual([]);
  });

  it('that tells where its key is makes nobody fetch it', async () => {
    const fetched: string[] = [];
    const keys = createServer((request, response) => {
      fetched.push(request.url ?? '');
      response.end('{"keys": []}');
    });
    await once(keys.listen(0, '127.0.0.1'), 'listening');
    const jku = `http://127.0.0.1:${(keys.address() as AddressInfo).port}/keys`;
    const forgery = { header: { jku, x5u: jku, kid: 'other' }, sign: signedWith(strangersKey()) };

    const answer = await askAs(stack, CHECK_IN, { as: nobody, token: forgedToken(stack.signing, forgery) });
    keys.close();

    expect(answer).toEqual(unauthenticated(CHECK_IN));
    expect([fetched, stack.reached]).toEqual([[], []]);
  });
});

describe('what asks for a service and a role in a city', () => {
  function openVault(as: Certificates, claims: Forgery['claims']): Promise<RawAnswer> {
    return askAs(stack, OPEN_VAULT, { as, token: forgedToken(stack.signing, { claims }) });
  }

  it('lets both together in', async () => {
    const answer = await openVault(hold, ADMIN_OF_GOT);

    expect(answer).toEqual({ status: 'OK' });
    expect(stack.reached).toMatchObject([{ caller: { service: 'sample-hold' }, user: 'rider_robot' }]);
  });

  it('refuses the user without the service, and the service without the user', async () => {
    const user = await openVault(nobody, ADMIN_OF_GOT);
    const service = await askAs(stack, OPEN_VAULT, { as: hold });

    expect([user, service]).toEqual([unauthenticated(OPEN_VAULT), unauthenticated(OPEN_VAULT)]);
    expect(stack.reached).toEqual([]);
  });

  it.each([[[]], [['ADMIN.VAULT.LON']], [['ADMIN', '!ADMIN.VAULT']], [['admin.vault.got']]])(
    'refuses a user with the roles %j',
    async (roles) => {
      const answer = await openVault(hold, { roles });

      expect(answer).toEqual(denied(OPEN_VAULT));
      expect(stack.reached).toEqual([]);
    },
  );
});
