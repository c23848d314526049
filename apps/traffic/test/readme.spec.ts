import { describeReadme } from '@hansom/platform-runtime/testing';

import { traffic } from '../src/service.ts';

describeReadme(__dirname, traffic);
