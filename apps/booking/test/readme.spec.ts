import { describeReadme } from '@hansom/platform-runtime/testing';

import { booking } from '../src/service.ts';

describeReadme(__dirname, booking);
