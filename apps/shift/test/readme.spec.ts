import { describeReadme } from '@hansom/platform-runtime/testing';

import { shift } from '../src/service.ts';

describeReadme(__dirname, shift);
