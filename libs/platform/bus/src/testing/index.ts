export { anEvent, consume, type EventLike } from './consume.ts';
