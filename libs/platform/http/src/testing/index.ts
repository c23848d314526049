export { type CalledAnswer, callRoute, type CallRouteOptions, type RouteCall } from './call-route.ts';
