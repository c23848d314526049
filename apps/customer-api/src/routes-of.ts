import { type AnyImplemented, implement } from '@hansom/platform-http';

import { type CustomerApiContext } from './context.ts';
import * as authHandlers from './handlers/auth.ts';
import * as bookingHandlers from './handlers/bookings.ts';
import * as cityHandlers from './handlers/city.ts';
import * as meHandlers from './handlers/me.ts';
import * as cardHandlers from './handlers/payment-methods.ts';
import * as testHandlers from './handlers/test-range.ts';
import * as auth from './routes/auth.ts';
import * as bookings from './routes/bookings.ts';
import * as city from './routes/city.ts';
import * as me from './routes/me.ts';
import * as cards from './routes/payment-methods.ts';
import * as test from './routes/test-range.ts';

/** What the gateway serves: each route with its handler. */
export function routesOf(ctx: CustomerApiContext): AnyImplemented[] {
  const always = [
    implement(auth.sendCode, authHandlers.sendCode(ctx)),
    implement(auth.signIn, authHandlers.signIn(ctx)),
    implement(auth.renewTokens, authHandlers.renewTokens(ctx)),
    implement(auth.signOut, authHandlers.signOut(ctx)),
    implement(me.getMe, meHandlers.getMe(ctx)),
    implement(me.updateMe, meHandlers.updateMe(ctx)),
    implement(me.getState, meHandlers.getState(ctx)),
    implement(me.listPlaces, meHandlers.listPlaces(ctx)),
    implement(me.savePlace, meHandlers.savePlace(ctx)),
    implement(me.deletePlace, meHandlers.deletePlace(ctx)),
    implement(me.listMessages, meHandlers.listMessages(ctx)),
    implement(city.listCities, cityHandlers.listCities(ctx)),
    implement(city.findNearby, cityHandlers.findNearby(ctx)),
    implement(city.createQuotes, cityHandlers.createQuotes(ctx)),
    implement(bookings.createBooking, bookingHandlers.createBooking(ctx)),
    implement(bookings.getBooking, bookingHandlers.getBooking(ctx)),
    implement(bookings.listBookings, bookingHandlers.listBookings(ctx)),
    implement(bookings.cancelBooking, bookingHandlers.cancelBooking(ctx)),
    implement(bookings.getPayment, bookingHandlers.getPayment(ctx)),
    implement(bookings.getReceipt, bookingHandlers.getReceipt(ctx)),
    implement(cards.addPaymentMethod, cardHandlers.addPaymentMethod(ctx)),
    implement(cards.listPaymentMethods, cardHandlers.listPaymentMethods(ctx)),
    implement(cards.removePaymentMethod, cardHandlers.removePaymentMethod(ctx)),
  ];
  const { testRange } = ctx.config.current;
  return testRange ? [...always, implement(test.readMailbox, testHandlers.readMailbox(ctx))] : always;
}
