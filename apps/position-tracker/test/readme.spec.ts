import { describeReadme } from '@hansom/platform-runtime/testing';

import { positionTracker } from '../src/service.ts';

describeReadme(__dirname, positionTracker);
