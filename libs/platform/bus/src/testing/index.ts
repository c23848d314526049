export { anEnvelope, busContract, type BusUnderTest } from './bus.contract.ts';
export { anEvent, consume, type EventLike } from './consume.ts';
export { type RecordingBus, recordingBus } from './recording-bus.ts';
export { type Lamps, lampsOptions, localOwner, touch } from './world/lamps.ts';
