import { describeReadme } from '@hansom/platform-runtime/testing';

import { pricing } from '../src/service.ts';

describeReadme(__dirname, pricing);
