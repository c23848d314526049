import { type Offer } from '../src/store/offer-aggregate.ts';
import { aCity, aJob, freeDrivers, offersOf, type SpecContext } from './a-context.ts';

/** The first offer of a job that goes out to so many drivers at once. */
export async function anOffer(ctx: SpecContext, { broadcastCount = 1 } = {}): Promise<Offer> {
  aJob(ctx);
  freeDrivers(ctx, broadcastCount);
  await ctx.batch(aCity({ broadcastCount }));
  const [offer] = await offersOf(ctx);
  if (!offer) throw new Error('no offer was made');
  return offer;
}
