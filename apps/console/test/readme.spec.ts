import { describeReadme } from '@hansom/platform-runtime/testing';

import { console } from '../src/service.ts';

describeReadme(__dirname, console);
