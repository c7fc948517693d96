export {
  createNotifications,
  type Notifications,
  type NotificationSettings,
  type NotificationsOptions,
} from './create-notifications.js';
export { skipToHead } from './planner/subscription.js';
export { InvalidCursor } from './services/cursor.js';
export {
  createNotificationServices,
  type NotificationServices,
  type NotificationServicesOptions,
} from './services/create-notification-services.js';
export { gaugeNotifications } from './services/metrics.js';
export type { ReplayResult, DeliveryQuery } from './services/deliveries.js';
export type { UnsubscribeScope } from './services/unsubscribe.js';
