export { type Announcement, announcement } from './announcement.ts';
export { type Audience, type Bus, type BusSubscription, type Deliver } from './bus.ts';
export { type EventCatalogue, type EventTypes, type PayloadOf } from './catalogue.ts';
export { type ConsumerFigures, type Consumers, type ConsumersOptions, createConsumers } from './consumers.ts';
export { HANDLER_MS, type Handling } from './handle-event.ts';
export { groupTables } from './group/tables.ts';
export { InProcessBus } from './in-process/in-process-bus.ts';
export { type MailboxOptions } from './in-process/mailbox.ts';
export { type EventOwner, type WalkedStretch, type WalkFrom } from './owner/event-owner.ts';
export { eventsService, type EventSource, type EventsServiceOptions } from './owner/events-service.ts';
export { remoteOwner, type RemoteOwnerOptions } from './owner/remote-owner.ts';
export { type EventHandler, type ReceivedEvent } from './received-event.ts';
export {
  broadcast,
  type Every,
  every,
  type HandlersFor,
  idempotent,
  ordered,
  type Subscription,
  type SubscriptionKind,
} from './subscriptions.ts';
export { addConsumerMetrics, behindCheck, parkedCheck } from './watch-consumers.ts';
