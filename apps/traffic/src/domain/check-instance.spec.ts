import { anInstance } from '@hansom/platform-mesh/testing';

import { checkInstance } from './check-instance.ts';

describe('checkInstance', () => {
  it.each([
    {},
    { address: '[::1]:9000', healthAddress: '10.0.0.1:80' },
    { instance: '0193a-b_C', version: '1.2.3-rc_1', label: 'blue' },
  ])('takes %j', (over) => {
    expect(() => checkInstance(anInstance(over))).not.toThrow();
  });

  it.each([
    [{ service: 'Echo' }, 'instance.service'],
    [{ service: 'a.b' }, 'instance.service'],
    [{ instance: 'a.b' }, 'instance.instance'],
    [{ instance: '' }, 'instance.instance'],
    [{ version: 'v@1' }, 'instance.version'],
    [{ label: 'a#b' }, 'instance.label'],
    [{ zone: 'z'.repeat(65) }, 'instance.zone'],
    [{ address: 'localhost:80' }, 'instance.address'],
    [{ address: '127.0.0.1' }, 'instance.address'],
    [{ address: '127.0.0.1:0' }, 'instance.address'],
    [{ address: '127.0.0.1:65536' }, 'instance.address'],
    [{ address: '::1:80' }, 'instance.address'],
    [{ address: '[127.0.0.1]:80' }, 'instance.address'],
    [{ healthAddress: 'x' }, 'instance.health_address'],
  ])('refuses %j, naming the field', (over, field) => {
    expect(() => checkInstance(anInstance(over))).toThrow(
      expect.objectContaining({ fields: [expect.objectContaining({ field })] }),
    );
  });
});
