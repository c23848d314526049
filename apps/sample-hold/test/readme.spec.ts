import { describeReadme } from '@hansom/platform-runtime/testing';

import { sampleHold } from '../src/service.ts';

describeReadme(__dirname, sampleHold);
