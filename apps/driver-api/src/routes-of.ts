import { type AnyImplemented, implement } from '@hansom/platform-http';
import { type TokenVerifier } from '@hansom/platform-identity';

import { type DriverApiContext } from './context.ts';
import * as authHandlers from './handlers/auth.ts';
import * as jobHandlers from './handlers/jobs.ts';
import * as meHandlers from './handlers/me.ts';
import * as offerHandlers from './handlers/offers.ts';
import { sendPositions as positionsHandler } from './handlers/positions.ts';
import * as shiftHandlers from './handlers/shifts.ts';
import * as auth from './routes/auth.ts';
import * as jobs from './routes/jobs.ts';
import * as me from './routes/me.ts';
import { sendPositions } from './routes/positions.ts';
import * as shifts from './routes/shifts.ts';

/** What the gateway serves: each route with its handler. */
export function routesOf(ctx: DriverApiContext, tokens: TokenVerifier): AnyImplemented[] {
  return [
    implement(auth.sendCode, authHandlers.sendCode(ctx)),
    implement(auth.apply, authHandlers.apply({ ...ctx, tokens })),
    implement(auth.signIn, authHandlers.signIn(ctx)),
    implement(auth.renewTokens, authHandlers.renewTokens(ctx)),
    implement(auth.signOut, authHandlers.signOut(ctx)),
    implement(me.getMe, meHandlers.getMe(ctx)),
    implement(me.getState, meHandlers.getState(ctx)),
    implement(me.addDocument, meHandlers.addDocument(ctx)),
    implement(me.setVehicle, meHandlers.setVehicle(ctx)),
    implement(me.submitApplication, meHandlers.submitApplication(ctx)),
    implement(shifts.startShift, shiftHandlers.startShift(ctx)),
    implement(shifts.endShift, shiftHandlers.endShift(ctx)),
    implement(shifts.takeBreak, shiftHandlers.takeBreak(ctx)),
    implement(shifts.resumeShift, shiftHandlers.resumeShift(ctx)),
    implement(shifts.takeStreetHail, shiftHandlers.takeStreetHail(ctx)),
    implement(jobs.acceptOffer, offerHandlers.acceptOffer(ctx)),
    implement(jobs.declineOffer, offerHandlers.declineOffer(ctx)),
    implement(jobs.markOfferSeen, offerHandlers.markOfferSeen(ctx)),
    implement(jobs.getJob, jobHandlers.getJob(ctx)),
    implement(jobs.arrive, jobHandlers.arrive(ctx)),
    implement(jobs.logContact, jobHandlers.logContact(ctx)),
    implement(jobs.startTrip, jobHandlers.startTrip(ctx)),
    implement(jobs.reportNoShow, jobHandlers.reportNoShow(ctx)),
    implement(jobs.completeTrip, jobHandlers.completeTrip(ctx)),
    implement(jobs.cancelJob, jobHandlers.cancelJob(ctx)),
    implement(jobs.collectCash, jobHandlers.collectCash(ctx)),
    implement(sendPositions, positionsHandler(ctx)),
  ];
}
