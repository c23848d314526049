import { complaintIn } from './complaint.ts';

describe('complaintIn', () => {
  it('is the last line that complains, not where it was thrown', () => {
    const log = [
      'INFO  starts',
      'ERROR 12:00 No space left on device',
      '  at org.apache.Error.main(Error.java:1)',
      '  ... 3 more',
      'INFO  ends',
      '',
    ];

    expect(complaintIn(log.join('\n'))).toBe('ERROR 12:00 No space left on device');
  });

  it('is the last line where none complains', () => {
    expect(complaintIn('one\ntwo\n')).toBe('two');
  });

  it('says so where there is nothing', () => {
    expect(complaintIn('')).toBe('it does not say why');
  });
});
