export { describeNeeding, type Lacking } from './describe-needing.ts';
