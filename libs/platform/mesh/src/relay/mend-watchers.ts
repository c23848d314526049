/** What grpc-js-xds 1.14.1 has inside, as far as it is mended. */
export interface WatcherClass {
  readonly prototype: { onGenericResourceChanged(resource: object): void; onResourceDoesNotExist(): void };
}

/**
 * Mends a defect of grpc-js-xds's watchers. A resource that does not come within 15 s is told of as one that does not exist. The timer of one
 * that nobody wanted any more before it came goes on, and speaks of the same resource when that was wanted again, and came: then it stays away
 * for good, as what comes unchanged is not told again, and all calls of that service fail. Whoever has a resource is not told that there is none:
 * with `ignore_resource_deletion` nothing else says so. Throws a TypeError when the class is not what was mended.
 */
export function mendWatchers({ prototype }: WatcherClass): void {
  const { onGenericResourceChanged: changed, onResourceDoesNotExist: missing } = prototype;
  if (typeof changed !== 'function' || typeof missing !== 'function')
    throw new TypeError('the watcher of grpc-js-xds is another one than was mended');
  const informed = new WeakSet<object>();
  prototype.onGenericResourceChanged = function (this: object, resource) {
    informed.add(this);
    changed.call(this, resource);
  };
  prototype.onResourceDoesNotExist = function (this: object) {
    if (!informed.has(this)) missing.call(this);
  };
}
