import { type MeshInstance } from '../model/snapshot.ts';
import { type MeshView, viewOf } from '../model/view.ts';
import { typeOf } from '../resources/messages.ts';
import { type Kind, KINDS, urlOf } from '../resources/resources.ts';
import { anInstance, aSnapshot } from '../testing/instances.ts';
import { AdsSession, type DiscoveryRequest, type DiscoveryResponse, type RefusedAnswer } from './session.ts';

function mesh(...instances: Partial<MeshInstance>[]): MeshView {
  return viewOf(aSnapshot(instances.map((over) => anInstance(over))));
}

function ask(kind: Kind, resource_names: string[], over: Partial<DiscoveryRequest> = {}): DiscoveryRequest {
  return { type_url: urlOf(kind), resource_names, response_nonce: '', ...over };
}

function acknowledge({ type_url, nonce }: DiscoveryResponse, resource_names: string[]): DiscoveryRequest {
  return { type_url, resource_names, response_nonce: nonce };
}

function aSession(...[view]: [view?: MeshView]) {
  const refused: RefusedAnswer[] = [];
  return { session: new AdsSession(view, (answer) => refused.push(answer)), refused };
}

function zonesIn({ resources }: DiscoveryResponse): string[] {
  const type = typeOf('envoy.config.endpoint.v3.ClusterLoadAssignment');
  const { endpoints } = type.toObject(type.decode(resources[0]!.value)) as {
    endpoints: { locality: { zone: string }; priority?: number }[];
  };
  return endpoints.map(({ locality, priority = 0 }) => `${locality.zone} ${priority}`);
}

describe('a session of discovery', () => {
  it('answers a subscription at once with every name, also those that nobody knows', () => {
    const { session } = aSession(mesh({}));

    const [answer, ...more] = session.receive(ask('endpoints', ['echo', 'nobody']));

    expect(more).toEqual([]);
    expect(answer).toMatchObject({ type_url: urlOf('endpoints'), nonce: '1' });
    expect(answer?.resources).toHaveLength(2);
  });

  it('answers nothing before there is a mesh, and then what was asked for meanwhile', () => {
    const { session } = aSession();
    const nothing = session.receive(ask('listener', ['echo']));

    const answers = session.update(mesh({}));

    expect(nothing).toEqual([]);
    expect(answers.map(({ type_url }) => type_url)).toEqual([urlOf('listener')]);
  });

  it('takes an acknowledgement without an answer', () => {
    const { session } = aSession(mesh({}));
    const [answer] = session.receive(ask('cluster', ['echo']));

    expect(session.receive(acknowledge(answer!, ['echo']))).toEqual([]);
  });

  it('answers whole states: all names, when one is added', () => {
    const { session } = aSession(mesh({}));
    const [first] = session.receive(ask('cluster', ['echo']));

    const [second] = session.receive(acknowledge(first!, ['echo', 'other']));

    expect(second?.resources).toHaveLength(2);
  });

  it('takes back a subscription without an answer', () => {
    const { session } = aSession(mesh({}));
    const [first] = session.receive(ask('cluster', ['echo', 'other']));

    expect(session.receive(acknowledge(first!, ['echo']))).toEqual([]);
    expect(session.receive(acknowledge(first!, []))).toEqual([]);
    expect(session.update(mesh({ sharded: true }))).toEqual([]);
  });

  it('answers a name that is asked for twice once', () => {
    const { session } = aSession(mesh({}));

    const [answer] = session.receive(ask('cluster', ['echo', 'echo']));

    expect(answer?.resources).toHaveLength(1);
  });

  describe('of all that there is', () => {
    const others = { service: 'other', instance: 'o1', address: '127.0.0.1:2' };

    it.each([
      ['without a name, first', []],
      ['by its name', ['*']],
    ])('is subscribed to %s, and tells of what comes and goes', (_how, names) => {
      const { session } = aSession(mesh({}));

      const [one] = session.receive(ask('cluster', names));
      const acknowledged = session.receive(acknowledge(one!, names));
      const [two] = session.update(mesh({}, others));
      const [none] = session.update(mesh());

      expect(acknowledged).toEqual([]);
      expect([one, two, none].map((answer) => answer?.resources.length)).toEqual([1, 2, 0]);
    });

    it('has those beside it that were asked for by name', () => {
      const { session } = aSession(mesh({}));

      const [answer] = session.receive(ask('listener', ['*', 'echo', 'nobody']));

      expect(answer?.resources).toHaveLength(2);
    });

    it('ends with an empty list once names were asked for', () => {
      const { session } = aSession(mesh({}));
      const [first] = session.receive(ask('cluster', ['echo']));

      expect(session.receive(acknowledge(first!, []))).toEqual([]);
      expect(session.update(mesh({ sharded: true }, others))).toEqual([]);
    });

    it('is not there of routes and endpoints', () => {
      const { session } = aSession(mesh({}));

      expect(session.receive(ask('routes', []))).toEqual([]);
      expect(session.receive(ask('endpoints', ['*']))).toEqual([]);
    });
  });

  it('does not hear what is about an answer that was overtaken', () => {
    const { session } = aSession(mesh({}));
    const [first] = session.receive(ask('endpoints', ['echo']));
    session.update(mesh({ address: '127.0.0.1:9' }));

    expect(session.receive(acknowledge(first!, ['echo', 'other']))).toEqual([]);
  });

  it('tells a refusal, and does not send the same again', () => {
    const { session, refused } = aSession(mesh({}));
    const node = { id: 'n1', locality: { zone: 'a' } };
    const [answer] = session.receive(ask('cluster', ['echo'], { node }));

    const again = session.receive({ ...acknowledge(answer!, ['echo']), error_detail: { message: 'no' } });

    expect(again).toEqual([]);
    expect(refused).toEqual([{ node: 'n1', kind: 'cluster', version: answer?.version_info, reason: 'no' }]);
  });

  it('pushes only kinds that changed, what is referred to first', () => {
    const { session } = aSession(mesh({}));
    for (const kind of [...KINDS].reverse()) session.receive(ask(kind, ['echo']));

    const moved = session.update(mesh({ address: '127.0.0.1:9' }));
    const renewed = session.update(mesh({ address: '127.0.0.1:9', version: 'v2' }));
    const same = session.update(mesh({ address: '127.0.0.1:9', version: 'v2' }));

    expect(moved.map(({ type_url }) => type_url)).toEqual([urlOf('endpoints')]);
    expect(renewed.map(({ type_url }) => type_url)).toEqual([urlOf('routes')]);
    expect(same).toEqual([]);
  });

  it('gives the same version for the same resources, and another nonce for every answer', () => {
    const [one, other] = [aSession(mesh({})).session, aSession(mesh({})).session];

    const [first] = one.receive(ask('routes', ['echo']));
    const [second] = other.receive(ask('routes', ['echo']));
    const [third] = one.update(mesh({ version: 'v2' }));

    expect(second?.version_info).toBe(first?.version_info);
    expect(third?.version_info).not.toBe(first?.version_info);
    expect(third?.nonce).not.toBe(first?.nonce);
  });

  it("gives endpoints as they are near to the client's zone, which it says once", () => {
    const view = mesh({ zone: 'a' }, { instance: 'i2', zone: 'b', address: '127.0.0.1:2' });
    const { session } = aSession(view);
    session.receive(ask('cluster', ['echo'], { node: { id: 'n1', locality: { zone: 'b' } } }));

    const [answer] = session.receive(ask('endpoints', ['echo']));

    expect(zonesIn(answer!)).toEqual(['a 1', 'b 0']);
  });

  it('has no answer to kinds that the mesh does not know', () => {
    const { session } = aSession(mesh({}));

    expect(session.receive({ ...ask('cluster', ['x']), type_url: 'type.googleapis.com/Secret' })).toEqual([]);
  });

  it('refuses a client that asks for more than there can be', () => {
    const { session } = aSession(mesh({}));
    const names = Array.from({ length: 5000 }, (_, i) => `s${i}`);

    expect(() => session.receive(ask('cluster', names))).toThrow(
      expect.objectContaining({ kind: 'invalid_argument', code: 'traffic.too_many_names' }),
    );
  });
});
