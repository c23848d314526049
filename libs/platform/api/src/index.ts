export { Fare, toFare } from './fare.ts';
export { Money, toMoney } from './money.ts';
export { Phone } from './phone.ts';
export { LatLng, Place, toPlace } from './place.ts';
export { Moment, toMoment } from './moment.ts';
export { toTokens, Tokens } from './tokens.ts';
