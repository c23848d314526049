import { monotonicInstant } from '@hansom/platform-context';
import { type Call, type CallScope, during } from '@hansom/platform-rpc';
import { type City } from '@hansom/proto-city';

import { type DispatchContext } from '../context.ts';
import { assign, assignGreedily, type Edge } from '../domain/assignment.ts';
import { inParallel } from '../in-parallel.ts';
import { type Made, makeOffer, type Proposal } from '../make-offer.ts';
import { type Candidate, candidatesFor } from './candidates.ts';
import { type Fairness } from './fairness.ts';
import { openJob, type OpenJob } from './open-job.ts';
import { type Turn, type Turns } from './turns.ts';

/** What a batch came to. */
export interface BatchFigures extends Record<Made | 'failed', number> {
  /** Jobs without an offer. */
  jobs: number;
  pairs: number;
  greedy: boolean;
  /** Jobs that are left to the next batch because the time of this one was up. */
  left: number;
}

interface Batch {
  city: City;
  fairness: Fairness;
  turns: Turns;
  call: Call;
}

/** The part of a batch's time in which its jobs are listed, and the part of the time left then in which drivers are looked for. */
const LISTING = 0.2;
const LOOKING = 0.5;

/**
 * One batch of a city: the jobs whose turn it is and that have no offer out, the drivers near each, the best set of pairs, an offer for each
 * pair. As many jobs as can be get an offer; of all ways to do that, the one with the least waiting. However slow others are, each step
 * goes on with what came in time, and the next batch begins with the first job that this one had no time for.
 */
export async function matchCity(ctx: DispatchContext, batch: Batch): Promise<BatchFigures> {
  const { city, fairness, turns, call } = batch;
  const turn = await during(partOf(call, LISTING), (own) => turns.next(city.code, own));
  const { found, firstLeft } = await during(partOf(call, LOOKING), (own) => lookAt(ctx, { turn, city }, own));
  const { proposals, greedy } = bestOf(ctx, { found, fairness, ttlMs: city.dispatch?.offerTtlMs ?? 0 });
  const made = await inParallel(proposals, { call, log: ctx.log }, (proposal, own) =>
    makeOffer(ctx, proposal, own),
  );
  const counted = { sent: 0, place_taken: 0, shift_busy: 0, failed: 0 };
  proposals.slice(0, made.begun).forEach(({ candidate }, index) => {
    fairness.offered(candidate.driverId);
    counted[made.results[index] ?? 'failed'] += 1;
  });
  const left = turn.end(firstWithout(proposals, made.begun) ?? firstLeft);
  return { ...counted, jobs: found.length, pairs: proposals.length, greedy, left };
}

/** A call below this one, for a part of the time that it has left. */
function partOf(call: Call, part: number): CallScope {
  return call.fork({ deadline: monotonicInstant(call.deadline - call.remaining() * (1 - part)) });
}

/** A job without an offer, and who could take it. */
interface Found {
  open: OpenJob;
  candidates: Candidate[];
}

async function lookAt(
  ctx: DispatchContext,
  { turn: { jobs }, city }: { turn: Turn; city: City },
  call: Call,
): Promise<{ found: Found[]; firstLeft: string | undefined }> {
  const { results, begun } = await inParallel(
    jobs,
    { call, log: ctx.log },
    async (searching, own): Promise<Found | undefined> => {
      const open = await openJob(ctx, { searching, city }, own);
      return open && { open, candidates: await candidatesFor(ctx, { open, city }, own) };
    },
  );
  return { found: results.flatMap((one) => one ?? []), firstLeft: jobs[begun]?.job.bookingId };
}

/** The first job of which no offer was begun; the offers of a job follow each other. */
function firstWithout(proposals: readonly Proposal[], begun: number): string | undefined {
  const last = proposals[begun - 1]?.job.bookingId;
  return proposals.slice(begun).find(({ job }) => job.bookingId !== last)?.job.bookingId;
}

interface Choice {
  found: readonly Found[];
  fairness: Fairness;
  ttlMs: number;
}

/** One row a free place, one column a driver. */
function bestOf(
  { clock, config }: Pick<DispatchContext, 'clock' | 'config'>,
  { found, fairness, ttlMs }: Choice,
): { proposals: Proposal[]; greedy: boolean } {
  const { ageFactor, exactPairs } = config.current;
  const rows = found.flatMap(({ open, candidates: of }) => open.free.map((slot) => ({ open, slot, of })));
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
