import { describeReadme } from '@hansom/platform-runtime/testing';

import { auth } from '../src/service.ts';

describeReadme(__dirname, auth);
