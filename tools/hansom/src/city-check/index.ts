export { checkCity, type Finding } from './check-city.ts';
export { type CityFacts } from './facts.ts';
export { type CitySources, readCity } from './read-city.ts';
export { citySources } from './sources.ts';
export { type Summary, summaryOf } from './summary.ts';
