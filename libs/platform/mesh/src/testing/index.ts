export { type FakeTraffic, fakeTraffic } from './fake-traffic.ts';
export { anInstance, aSnapshot, someRules } from './instances.ts';
export { echoInstance, type EchoInstance } from './echo-instance.ts';
export { realEffects } from './real-effects.ts';
