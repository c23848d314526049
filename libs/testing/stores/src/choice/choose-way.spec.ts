import { chooseWay, type StoreKind, type There } from './choose-way.ts';

const KIND: StoreKind = {
  name: 'Stone',
  addressVariable: 'STONE',
  example: 'host:port',
  imageVariable: 'STONE_IMAGE',
  image: 'stone:1',
};

function aMachine(over: { env?: There['env']; docker?: boolean; lacking?: string } = {}): There {
  return { env: over.env ?? {}, docker: () => over.docker ?? false, lackingForProcess: () => over.lacking };
}

const chosen = (over: Parameters<typeof aMachine>[0]) => chooseWay(KIND, aMachine(over));

const DOCKER = { kind: 'docker', image: 'stone:1' };
const PROCESS = { kind: 'process' };

describe('how a suite gets its store', () => {
  it('is the address of the environment, whatever else there is, and looks for nothing else', () => {
    const never = (): never => {
      throw new Error('nobody needs to look');
    };

    const choice = chooseWay(KIND, { env: { STONE: 'a:1,b:1' }, docker: never, lackingForProcess: never });

    expect(choice).toEqual({ ways: [{ kind: 'address', address: 'a:1,b:1' }] });
  });

  it('is Docker when it answers, and a process where its image is not to be had', () => {
    expect(chosen({ docker: true })).toEqual({ ways: [DOCKER, PROCESS] });
    expect(chosen({ docker: true, lacking: 'no stone' })).toEqual({ ways: [DOCKER] });
  });

  it('is the image of the environment alone, so that another is never taken for it', () => {
    const env = { STONE_IMAGE: 'my/stone' };

    expect(chosen({ docker: true, env })).toEqual({ ways: [{ kind: 'docker', image: 'my/stone' }] });
  });

  it('is a process when Docker does not answer, even if an image is named', () => {
    expect(chosen({})).toEqual({ ways: [PROCESS] });
    expect(chosen({ env: { STONE_IMAGE: 'my/stone' } })).toEqual({ ways: [PROCESS] });
  });

  it('is nothing where nothing is, which says everything that would provide it', () => {
    expect(chosen({ lacking: 'there is no stone: `apt-get install stone`' })).toEqual({
      lacking:
        'Stone. One of: STONE=host:port; Docker, whose `docker info` does not answer; there is no stone: `apt-get install stone`',
    });
  });

  it('takes an empty variable for an absent one', () => {
    expect(chosen({ env: { STONE: '', STONE_IMAGE: '' }, docker: true })).toEqual({
      ways: [DOCKER, PROCESS],
    });
  });
});
