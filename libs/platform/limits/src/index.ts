export { type LimitBounds } from './adaptive-limit.ts';
export { type Limiter, limiter, type LimiterFigures, type LimiterOptions } from './limiter.ts';
export { type LoopLag, measureLoopLag } from './loop-lag.ts';
