export { type CountingProxy, countingProxy } from './counting-proxy.ts';
export { echoInstance, type EchoInstance, instanceOf } from './echo-instance.ts';
export { type FakeTraffic, fakeTraffic } from './fake-traffic.ts';
export { anInstance, aSnapshot, someRules } from './instances.ts';
export { realEffects } from './real-effects.ts';
