import { describeReadme } from '@hansom/platform-runtime/testing';

import { payment } from '../src/service.ts';

describeReadme(__dirname, payment);
