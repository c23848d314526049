import { describeReadme } from '@hansom/platform-runtime/testing';

import { eta } from '../src/service.ts';

describeReadme(__dirname, eta);
