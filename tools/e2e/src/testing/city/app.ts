import { createCustomerApiClient, type CustomerApiClient } from '@hansom/client-customer-api';
import { createDriverApiClient, type DriverApiClient } from '@hansom/client-driver-api';
import { type Effects } from '@hansom/platform-context';
import { type Ask, eventually } from '@hansom/platform-context/testing';
import { type ConnectedSocket, connectSocket } from '@hansom/platform-sockets';

import { type Urls } from './city-stack.ts';
import { patientFetch } from './patient-fetch.ts';

/** What an app needs of the world: the public addresses, a watch, and chance. */
export interface AppWorld {
  readonly urls: Urls;
  readonly effects: Pick<Effects, 'monotonic' | 'timers' | 'random' | 'ids'>;
}

export interface Told {
  readonly event: string;
  readonly data: unknown;
  readonly seq: number | undefined;
}

const PATIENCE_MS = 200_000;

/** Apps may ask ten times a second for long, and more for a moment. */
const EVERY_MS = 50;

/** As `eventually`, for minutes: what a city comes to. */
export function until<T>(what: string, ask: Ask<T>): Promise<T> {
  return eventually(ask, { what, patienceMs: PATIENCE_MS, everyMs: EVERY_MS });
}

/** What somebody was told over the socket, in order. */
export class Ear {
  readonly told: Told[] = [];
  private readonly socket: ConnectedSocket;

  constructor(world: AppWorld, token: () => Promise<string>) {
    this.socket = connectSocket({
      ...{ url: world.urls.socket, effects: world.effects, token },
      event: (event) => this.told.push(event),
      resync: () => undefined, // specs read the state themselves
    });
  }

  async connected(): Promise<void> {
    await until('the socket is connected', () => this.socket.connected);
  }

  /** The first event of that name about a thing with these fields, now or when it comes. */
  async hears(event: string, about: Readonly<Record<string, unknown>> = {}): Promise<Told> {
    return until(`${event} ${JSON.stringify(about)}`, () => this.heard(event, about)[0]);
  }

  /** Every event of that name about a thing with these fields, so far. */
  heard(event: string, about: Readonly<Record<string, unknown>> = {}): Told[] {
    return this.told.filter((one) => one.event === event && matches(one.data, about));
  }

  ack(seq: number): void {
    this.socket.ack(seq);
  }

  close(): void {
    this.socket.close();
  }
}

function matches(data: unknown, about: Readonly<Record<string, unknown>>): boolean {
  const facts = new Map(Object.entries(data ?? {}));
  return Object.entries(about).every(([name, value]) => facts.get(name) === value);
}

/** The code that a phone of the test range was sent last. */
export async function codeSentTo(world: AppWorld, phone: string): Promise<string> {
  const api = riderApi(world);
  return until(`a code for ${phone}`, async () => {
    const { messages } = await api.readMailbox({ params: { phone } });
    return /\b\d{6}\b/.exec(messages.find(({ kind }) => kind === 'CODE')?.text ?? '')?.[0];
  });
}

type Token = () => Promise<string>;

export function riderApi(world: AppWorld, token?: Token): CustomerApiClient {
  return createCustomerApiClient(optionsOf(world, { baseUrl: world.urls.rider, token }));
}

export function driverApi(world: AppWorld, token?: Token): DriverApiClient {
  return createDriverApiClient(optionsOf(world, { baseUrl: world.urls.driver, token }));
}

function optionsOf(world: AppWorld, { baseUrl, token }: { baseUrl: string; token: Token | undefined }) {
  return { baseUrl, deadlineMs: PATIENCE_MS, fetch: patientFetch(world), ...(token && { token }) };
}
