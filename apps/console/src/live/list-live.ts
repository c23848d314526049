import { type Millis } from '@hansom/platform-context';
import { ifFound } from '@hansom/platform-errors';
import { type Call, type ClientOf, during, parallel } from '@hansom/platform-rpc';
import { type Host } from '@hansom/platform-runtime';
import { type BookingServiceDefinition } from '@hansom/proto-booking';
import { type ShiftServiceDefinition } from '@hansom/proto-shift';

import { type LiveCity } from './live-city.ts';
import { toJobFact, toShiftFact } from './mapping.ts';

export interface ListLiveOptions {
  shift: Pick<ClientOf<ShiftServiceDefinition>, 'listLive' | 'getShift'>;
  booking: Pick<ClientOf<BookingServiceDefinition>, 'listLive' | 'get'>;
  call: Host['call'];
}

/** For all pages, real time. */
const LIST_MS: Millis = 10_000;

/**
 * Tells a city what is live, as its owners list it: what was before anybody listened, and what a lost event left behind. What is live here and is not
 * listed is asked for by its id, so that it is known how it ended.
 */
export async function listLive(city: LiveCity, options: ListLiveOptions): Promise<void> {
  const before = city.board.live;
  await during(options.call({ deadlineMs: LIST_MS }), async (call) => {
    const [shifts, jobs] = await Promise.all([
      listShifts(city, options, call),
      listJobs(city, options, call),
    ]);
    await askFor(without(before.shifts, shifts), call, (id, own) => askForShift(city, options, { id, own }));
    await askFor(without(before.jobs, jobs), call, (id, own) => askForJob(city, options, { id, own }));
    city.listed();
  });
}

async function listShifts(city: LiveCity, { shift }: ListLiveOptions, call: Call): Promise<Set<string>> {
  const listed = new Set<string>();
  // One page after the other: each names the next.
  for (let page = ''; ; ) {
    const { shifts, nextPage } = await shift.listLive({ city: city.code, page }, call);
    for (const one of shifts) {
      listed.add(one.shiftId);
      city.heardShift(toShiftFact(one));
    }
    page = nextPage;
    if (page === '') return listed;
  }
}

async function listJobs(city: LiveCity, { booking }: ListLiveOptions, call: Call): Promise<Set<string>> {
  const listed = new Set<string>();
  // One page after the other: each names the next.
  for (let page = ''; ; ) {
    const { bookings, nextPage } = await booking.listLive({ city: city.code, page }, call);
    for (const one of bookings) {
      listed.add(one.bookingId);
      city.heardJob(toJobFact(one));
    }
    page = nextPage;
    if (page === '') return listed;
  }
}

function without(ids: readonly string[], listed: ReadonlySet<string>): string[] {
  return ids.filter((id) => !listed.has(id));
}

async function askFor(
  ids: readonly string[],
  call: Call,
  ask: (id: string, own: Call) => Promise<void>,
): Promise<void> {
  const tasks = ids.map((id) => [id, (own: Call) => ask(id, own)] as const);
  await parallel(Object.fromEntries(tasks), { call });
}

async function askForShift(
  city: LiveCity,
  { shift }: ListLiveOptions,
  { id, own }: { id: string; own: Call },
): Promise<void> {
  const answer = await ifFound(shift.getShift({ shiftId: id }, own));
  if (answer?.shift) city.heardShift(toShiftFact(answer.shift));
}

async function askForJob(
  city: LiveCity,
  { booking }: ListLiveOptions,
  { id, own }: { id: string; own: Call },
): Promise<void> {
  const answer = await ifFound(booking.get({ bookingId: id }, own));
  if (answer?.booking) city.heardJob(toJobFact(answer.booking));
}
