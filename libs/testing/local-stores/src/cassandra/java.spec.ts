import { chooseJava } from './java.ts';

describe('chooseJava', () => {
  it('takes the first that Cassandra runs on', () => {
    const found = [
      { command: '/opt/21/bin/java', major: 21 },
      { command: 'java', major: 11 },
      { command: '/usr/lib/jvm/17/bin/java', major: 17 },
    ];

    expect(chooseJava(found)).toEqual({ command: 'java' });
  });

  it('says which there are when none fits, and what to do', () => {
    expect(chooseJava([{ command: 'java', major: 21 }])).toEqual({
      lacking:
        'Cassandra needs Java 11 or 17, and java is Java 21: `apt-get install openjdk-17-jre-headless`, or set JAVA_HOME',
    });
  });

  it('says that there is none, and what to do', () => {
    expect(chooseJava([{ command: 'java', major: undefined }])).toEqual({
      lacking:
        'Cassandra needs Java 11 or 17, and there is no Java: `apt-get install openjdk-17-jre-headless`, or set JAVA_HOME',
    });
  });
});
