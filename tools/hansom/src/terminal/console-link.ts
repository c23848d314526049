import { type Timers } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { AuthServiceDefinition } from '@hansom/proto-auth';

import { again } from '../again.ts';
import { type Operator } from '../operator.ts';
import { signInUrl } from '../sign-in-url.ts';

/** What it takes to sign in to the console. */
export const LINKED = ['auth', 'console'] as const;

/** Where the console is, and how one gets in. */
export type ConsoleState =
  /** Auth does not answer yet. */
  | { readonly state: 'waits'; readonly address: string }
  /** The link signs in, once. */
  | { readonly state: 'linked'; readonly address: string; readonly link: string }
  | { readonly state: 'unlinked'; readonly address: string; readonly reason: string };

export interface ConsoleLinkOptions {
  operator: () => Promise<Operator>;
  timers: Timers;
  /** host:port of the RPCs of auth. */
  auth: string;
  /** URL of the console. */
  address: string;
  signal: AbortSignal;
}

const DEVELOPER = 'dev';
/** The same with every start: it makes one account, and finds it later. */
const COMMAND = 'hansom start';
/** With half a second between them. */
const TRIES = 120;

/**
 * Tells where the console is, and how to sign in as the developer of this installation, who is made on the first time. Whoever has other
 * certificates than those of development has staff too, and gets no link. Never rejects: a city runs without a link as well.
 */
export async function linkConsole(
  options: ConsoleLinkOptions,
  tell: (state: ConsoleState) => void,
): Promise<void> {
  const { address, signal } = options;
  try {
    const link = await linkOf(options, () => tell({ state: 'waits', address }));
    tell(link ? { state: 'linked', address, link } : { state: 'unlinked', address, reason: NO_DEVELOPMENT });
  } catch (error) {
    if (!signal.aborted) tell({ state: 'unlinked', address, reason: reasonOf(error) });
  }
}

const NO_DEVELOPMENT = 'this is no development installation: staff have accounts';

/** Undefined: no development installation. */
async function linkOf(options: ConsoleLinkOptions, waits: () => void): Promise<string | undefined> {
  const { timers, auth, address, signal } = options;
  const operator = await options.operator();
  try {
    if (!operator.isDevelopment) return undefined;
    const secret = await again(timers, () => secretFrom(operator, auth), {
      tries: TRIES,
      waits: once(waits),
      signal,
    });
    return signInUrl(address, secret);
  } finally {
    operator.close();
  }
}

/** Either may be asked again: one account is made, and a link that nobody hears of expires. */
async function secretFrom(operator: Operator, auth: string): Promise<string> {
  const client = operator.client(AuthServiceDefinition, { service: 'auth', addresses: [auth] });
  const account = { commandKey: COMMAND, name: DEVELOPER, password: '', roles: ['OPS'] };
  await client.createStaff(account, operator.call()).catch(unlessTaken);
  const { secret } = await client.issueSignInLink({ name: DEVELOPER, validForMs: 0 }, operator.call());
  return secret;
}

/** Somebody has made that account by hand, with the roles that they want. */
function unlessTaken(error: unknown): void {
  if (!(error instanceof HansomError) || error.code !== 'auth.name_taken') throw error;
}

function once(tell: () => void): () => void {
  let told = false;
  return () => {
    if (!told) tell();
    told = true;
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof HansomError) return `${error.code}: ${error.description}`;
  return error instanceof Error ? error.message : String(error);
}
