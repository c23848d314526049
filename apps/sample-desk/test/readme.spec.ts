import { describeReadme } from '@hansom/platform-runtime/testing';

import { sampleDesk } from '../src/service.ts';

describeReadme(__dirname, sampleDesk);
