import { reading } from '../testing/routes.ts';
import { checkGateway } from './check-gateway.ts';

const nothing = async (): Promise<void> => undefined;

describe('the routes of a gateway', () => {
  it('have names and places of their own', () => {
    const routes = [reading(nothing), reading(nothing)];

    expect(() => checkGateway(routes, false)).toThrow(
      /getHold is the operation of two[^]*GET \/v1\/holds\/\{\} is the place of two/,
    );
  });

  it('may be at one path by several methods', () => {
    const routes = [reading(nothing), reading(nothing, { method: 'DELETE', operation: 'dropHold' })];

    expect(() => checkGateway(routes, false)).not.toThrow();
  });
});
