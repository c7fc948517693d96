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
export { datesOf, type RecordDate } from './news/dates.js';
export { readPublicRecord, type News, type PublicRecord } from './news/news.js';
export { newsInWords } from './news/news-text.js';
export { recordUrl } from './text/urls.js';
export { gaugeNotifications } from './services/metrics.js';
export type { ReplayResult, DeliveryQuery } from './services/deliveries.js';
export type { UnsubscribeScope } from './services/unsubscribe.js';
