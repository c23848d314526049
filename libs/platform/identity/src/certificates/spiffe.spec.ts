import { formatSpiffeId, parseSpiffeId, subjectOf } from './spiffe.ts';

const DOMAIN = 'hansom.local';
const DESK = 'spiffe://hansom.local/service/desk';

describe('parseSpiffeId', () => {
  it.each([{ service: 'sample-desk' }, { operator: 'anna.b' }])(
    'reads what formatSpiffeId wrote: %j',
    (subject) => {
      const id = formatSpiffeId(subject, DOMAIN);

      expect(parseSpiffeId(id, DOMAIN)).toEqual(subject);
    },
  );

  it.each([
    '',
    'spiffe://other.local/service/desk',
    'spiffe://hansom.local.evil/service/desk',
    'spiffe://hansom.local/robot/desk',
    'spiffe://hansom.local/service/',
    'spiffe://hansom.local/service/desk/',
    'spiffe://hansom.local/service/desk/x',
    'spiffe://hansom.local//service/desk',
    'spiffe://hansom.local/service/Desk',
    'spiffe://hansom.local/service/de%73k',
    'spiffe://hansom.local/service/../desk',
    'spiffe://hansom.local/service/desk?x',
    'spiffe://hansom.local:1/service/desk',
    'SPIFFE://hansom.local/service/desk',
    ' spiffe://hansom.local/service/desk',
    'spiffe://hansom.local/service/desk\n',
  ])('finds nobody in %j', (id) => {
    expect(parseSpiffeId(id, DOMAIN)).toBeUndefined();
  });

  it('has no id for a name with a slash', () => {
    expect(() => formatSpiffeId({ service: 'desk/x' }, DOMAIN)).toThrow(TypeError);
  });
});

describe('subjectOf', () => {
  it.each([
    `URI:${DESK}`,
    `DNS:desk.local, URI:${DESK}`,
    `URI:${DESK}, IP Address:127.0.0.1`,
    `DNS:"a, URI:spiffe://hansom.local/service/payment", URI:${DESK}`,
  ])('finds the one URI in %s', (names) => {
    expect(subjectOf(names, DOMAIN)).toEqual({ service: 'desk' });
  });

  it.each([
    undefined,
    '',
    'DNS:desk',
    `DNS:${DESK}`,
    `URI:${DESK}, URI:${DESK}`,
    `URI:${DESK}, URI:spiffe://hansom.local/service/payment`,
    `URI:${DESK}, URI:https://example.org`,
    `URI:"${DESK}"`,
    `DNS:"a, URI:${DESK}"`,
    `DNS:"a\\", URI:${DESK}"`,
    `DNS:"a, URI:${DESK}`,
    `URI:${DESK},DNS:x`,
    `URI:${DESK}, nonsense`,
    `x".URI:${DESK}`,
    `URI:${DESK}${', DNS:a'.repeat(2000)}`,
  ])('finds nobody in %s', (names) => {
    expect(subjectOf(names, DOMAIN)).toBeUndefined();
  });
});
