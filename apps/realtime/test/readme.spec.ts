import { describeReadme } from '@hansom/platform-runtime/testing';

import { realtime } from '../src/service.ts';

describeReadme(__dirname, realtime);
