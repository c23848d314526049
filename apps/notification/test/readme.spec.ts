import { describeReadme } from '@hansom/platform-runtime/testing';

import { notification } from '../src/service.ts';

describeReadme(__dirname, notification);
