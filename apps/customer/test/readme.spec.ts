import { describeReadme } from '@hansom/platform-runtime/testing';

import { customer } from '../src/service.ts';

describeReadme(__dirname, customer);
