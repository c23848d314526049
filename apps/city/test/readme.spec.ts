import { describeReadme } from '@hansom/platform-runtime/testing';

import { city } from '../src/service.ts';

describeReadme(__dirname, city);
