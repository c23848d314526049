export { type Ask, eventually, type Patience } from './eventually.ts';
export { type FakeEffects, fakeEffects } from './fake-effects.ts';
export { A_MONDAY_MORNING, FakeTime, settle } from './fake-time.ts';
export { type LogLine, recordingLogger } from './recording-logger.ts';
