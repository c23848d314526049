import { describeReadme } from '@hansom/platform-runtime/testing';

import { robots } from '../src/service.ts';

describeReadme(__dirname, robots);
