import { type Call } from '@hansom/platform-rpc';
import { type City } from '@hansom/proto-city';

import { type DispatchContext } from '../context.ts';
import { assign, assignGreedily, type Edge } from '../domain/assignment.ts';
import { inParallel } from '../in-parallel.ts';
import { type Made, makeOffer, type Proposal } from '../make-offer.ts';
import { type Candidate, candidatesFor } from './candidates.ts';
import { type Fairness } from './fairness.ts';
import { openJobs, type OpenJob } from './open-jobs.ts';

/** What a batch came to. */
export type BatchFigures = Record<Made | 'failed', number> & { jobs: number; pairs: number; greedy: boolean };

/**
 * One batch of a city: its jobs without an offer, the drivers near each, the best set of pairs, an offer for each pair. As many jobs
 * as can be get an offer; of all ways to do that, the one with the least waiting.
 */
export async function matchCity(
  ctx: DispatchContext,
  { city, fairness, call }: { city: City; fairness: Fairness; call: Call },
): Promise<BatchFigures> {
  const jobs = await openJobs(ctx, city, call);
  const candidates = await inParallel(jobs, call, (open, own) => candidatesFor(ctx, { open, city }, own));
  const { proposals, greedy } = bestOf(ctx, {
    jobs,
    candidates,
    fairness,
    ttlMs: city.dispatch?.offerTtlMs ?? 0,
  });
  const made = await inParallel(proposals, call, (proposal, own) => makeOffer(ctx, proposal, own));
  for (const { candidate } of proposals) fairness.offered(candidate.driverId);
  const counted = { sent: 0, place_taken: 0, shift_busy: 0, failed: 0 };
  for (const outcome of made) counted[outcome ?? 'failed'] += 1;
  return { ...counted, jobs: jobs.length, pairs: proposals.length, greedy };
}

interface Choice {
  jobs: readonly OpenJob[];
  candidates: readonly (Candidate[] | undefined)[];
  fairness: Fairness;
  ttlMs: number;
}

/** One row a free place, one column a driver. */
function bestOf(
  { clock, config }: Pick<DispatchContext, 'clock' | 'config'>,
  { jobs, candidates, fairness, ttlMs }: Choice,
): { proposals: Proposal[]; greedy: boolean } {
  const { ageFactor, exactPairs } = config.current;
  const rows = jobs.flatMap((open, index) =>
    open.free.map((slot) => ({ open, slot, of: candidates[index] ?? [] })),
  );
  const columns = new Map<string, number>();
  const edges: Edge[] = rows.flatMap(({ open: { job }, of }, row) => {
    const ageMs = clock.now() - (job.createdAt?.getTime() ?? clock.now());
    return of.map(({ driverId, pickupMs }) => {
      const column = columns.get(driverId) ?? columns.size;
      columns.set(driverId, column);
      return { row, column, cost: pickupMs - ageFactor * ageMs - fairness.bonusMs(driverId) };
    });
  });
  const greedy = edges.length > exactPairs;
  const size = { rows: rows.length, columns: columns.size };
  const chosen = greedy ? assignGreedily(size, edges) : assign(size, edges);
  const proposals = rows.flatMap(({ open, slot, of }, row) => {
    const candidate = of.find(({ driverId }) => columns.get(driverId) === chosen[row]);
    if (!candidate) return [];
    const { job, wave, places } = open;
    const place = { bookingId: job.bookingId, searchEpoch: job.searchEpoch, wave, slot };
    return [{ job, candidate, place, places, ttlMs }];
  });
  return { proposals, greedy };
}
