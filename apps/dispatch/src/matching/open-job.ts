import { later } from '@hansom/platform-context';
import { type Call } from '@hansom/platform-rpc';
import { CLAIM_GRACE_MS } from '@hansom/platform-store';
import { type Booking } from '@hansom/proto-booking';
import { type City } from '@hansom/proto-city';
import { cityCode, makeId } from '@hansom/shared-ids';

import { type DispatchContext } from '../context.ts';
import { planWave, type TakenSlot, type WavePlan } from '../domain/waves.ts';
import { isOpen, type Offer } from '../store/offer-aggregate.ts';
import { type SearchingJob } from './turns.ts';

/** A job that offers can be made for now. */
export interface OpenJob {
  job: Booking;
  wave: number;
  places: number;
  /** Places of the wave that are to be filled. */
  free: number[];
  /** Drivers who must not be asked: they lost the job, or have answered in this search. */
  excluded: ReadonlySet<string>;
}

type Context = Pick<DispatchContext, 'clock' | 'config' | 'ids' | 'offers' | 'slots'>;

/** The job, if it has no offer out. Its last wave is closed on the way if that is over. */
export async function openJob(
  ctx: Context,
  { searching: { job, excludedDriverIds }, city }: { searching: SearchingJob; city: City },
  call: Call,
): Promise<OpenJob | undefined> {
  const { slots, offers } = await searchOf(ctx, job, call);
  let plan = planWave(slots, rulesOf(ctx, city));
  if (plan.do === 'close') {
    await closeWave(ctx, job, plan);
    plan = planWave((await searchOf(ctx, job, call)).slots, rulesOf(ctx, city));
  }
  if (plan.do !== 'offer') return undefined;
  const answered = offers
    .filter(({ state }) => HAVE_ANSWERED.includes(state))
    .map(({ fields }) => fields.driver_id);
  const { wave, places, free } = plan;
  return { job, wave, places, free, excluded: new Set([...excludedDriverIds, ...answered]) };
}

/** Drivers who let an offer of this search pass, or declined it, are not asked again. */
const HAVE_ANSWERED: readonly string[] = ['DECLINED', 'EXPIRED', 'REFUSED'];

async function searchOf(
  ctx: Context,
  job: Booking,
  call: Call,
): Promise<{ slots: TakenSlot[]; offers: Offer[] }> {
  const slots = await ctx.slots.ofSearch(job.bookingId, job.searchEpoch);
  const offers = await Promise.all(slots.map(({ offerId }) => ctx.offers.get(offerId, call)));
  const taken = await Promise.all(slots.map((slot, index) => stateOf(ctx, slot, offers[index])));
  return { slots: taken, offers: offers.flatMap((offer) => (offer ? [offer] : [])) };
}

/** An offer that is not there has not come yet, or was made impossible: then it is over. */
async function stateOf(
  { offers }: Context,
  slot: Omit<TakenSlot, 'state'>,
  offer: Offer | undefined,
): Promise<TakenSlot> {
  if (offer) return { ...slot, state: isOpen(offer) ? 'open' : 'over' };
  const isGone = (await offers.claimOwners.look(slot.offerId)) === 'freed';
  return { ...slot, state: isGone ? 'over' : undefined };
}

/** Takes the places that nobody took for offers that will never be, and makes those impossible that have not come. */
async function closeWave(
  ctx: Context,
  { bookingId, searchEpoch, city }: Booking,
  { wave, places, free, missing }: Extract<WavePlan, { do: 'close' }>,
): Promise<void> {
  const deadline = later(ctx.clock.now(), 0);
  const closing = free.map(async (slot) => {
    const offerId = makeId('offer', ctx.ids.uuid(), cityCode(city));
    const isMine = await ctx.slots.take(
      { bookingId, searchEpoch, wave, slot },
      { offerId, places, deadline },
    );
    if (isMine) await ctx.offers.claimOwners.abandon(offerId);
  });
  await Promise.all([...closing, ...missing.map((offerId) => ctx.offers.claimOwners.abandon(offerId))]);
}

function rulesOf({ config, clock }: Context, { dispatch }: City) {
  const { broadcastOffers: later, broadcastAfterWaves: laterAfter } = config.current;
  const first = Math.max(1, dispatch?.broadcastCount ?? 1);
  return { first, later, laterAfter, now: clock.now(), graceMs: CLAIM_GRACE_MS };
}
