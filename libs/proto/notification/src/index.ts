// Written by `npm run proto`.
import { NotificationServiceDefinition as generatedNotificationServiceDefinition } from './generated/hansom/notification/v1/notification.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export {
  GetReceiptRequest,
  GetReceiptResponse,
  ListMessagesRequest,
  ListMessagesResponse,
  Message,
  MessageKind,
  ReadMailboxRequest,
  ReadMailboxResponse,
  Receipt,
  SendCodeRequest,
  SendCodeResponse,
  messageKindFromJSON,
  messageKindToJSON,
} from './generated/hansom/notification/v1/notification.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const NotificationServiceDefinition = {
  ...generatedNotificationServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type NotificationServiceDefinition = typeof NotificationServiceDefinition;
