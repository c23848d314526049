import { addHandler } from './handlers.ts';
import { rpcNames } from './names.ts';

const SERVICE = `import { defineService } from '@hansom/platform-runtime';

import { config } from './config.ts';
import { look } from './handlers/look.ts';
import { aggregate } from './store/aggregate.ts';

/** Looks, and does not report. */
export const desk = defineService({
  name: 'desk',
  config,
  compose(host) {
    const ctx = { clock: host.clock };
    return { handlers: { look: look(ctx) } };
  },
});
`;

describe('addHandler', () => {
  it('adds the handler after the others, and its import in its place', () => {
    const added = SERVICE.replace('look: look(ctx)', 'look: look(ctx), report: report(ctx)').replace(
      'import { aggregate }',
      "import { report } from './handlers/report.ts';\nimport { aggregate }",
    );

    expect(addHandler(SERVICE, rpcNames('Report'))).toBe(added);
  });

  it('imports before a handler that sorts after it', () => {
    const service = addHandler(SERVICE, rpcNames('Confirm'));

    expect(service).toContain(
      "import { config } from './config.ts';\nimport { confirm } from './handlers/confirm.ts';\nimport { look }",
    );
  });

  it('adds the first one', () => {
    const service = SERVICE.replace('{ look: look(ctx) }', '{}');

    expect(addHandler(service, rpcNames('Report'))).toContain('handlers: { report: report(ctx)}');
  });

  it('leaves a service that has the handler as it is, whatever it is made of', () => {
    const service = SERVICE.replace('look(ctx)', 'lookFor(ctx, 3)');

    expect(addHandler(service, rpcNames('Look'))).toBe(service);
  });

  it.each([
    ['Config', 'an import'],
    ['Desk', 'the service'],
    ['Host', 'a parameter'],
    ['Ctx', 'a variable'],
  ])('refuses %s, whose handler would have the name of %s', (rpc) => {
    expect(() => addHandler(SERVICE, rpcNames(rpc))).toThrow(`choose another name for ${rpc}`);
  });

  it('takes the name of a property', () => {
    expect(addHandler(SERVICE, rpcNames('Clock'))).toContain('clock: clock(ctx)');
  });

  it('refuses a service that puts its handlers together in another way', () => {
    const service = SERVICE.replace('{ look: look(ctx) }', 'all(ctx)');

    expect(() => addHandler(service, rpcNames('Report'))).toThrow('add the handler by hand');
  });
});
