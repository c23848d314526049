export { type LimitBounds } from './adaptive-limit.ts';
export { type Limiter, limiter, type LimiterFigures, type LimiterOptions } from './limiter.ts';
export { type LoopLag, measureLoopLag } from './loop-lag.ts';
export { countedAddress } from './rates/counted-address.ts';
export { memoryRateLimiter } from './rates/memory-rate-limiter.ts';
export { type Allowance, allowanceOf, type Rate, type RateLimiter } from './rates/rate-limiter.ts';
