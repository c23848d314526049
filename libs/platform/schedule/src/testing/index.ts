export { type CollectingSink, collectingSink } from './collecting-sink.ts';
export { type InMemoryAggregates, inMemoryAggregates } from './in-memory-aggregates.ts';
