import type pg from 'pg';
import { decide, lateRefusal } from '../planner/decide.js';
import { peopleOf } from '../planner/audience.js';
import type { Follower } from '../planner/plan.js';
import { NOTICE_COLUMNS, type NotificationRow } from '../planner/notification-table.js';
import { noticeParamsSchema } from '../text/params.js';
import { isNoticeKey } from '../text/render.js';
import type { Told } from './notices.js';

type Db = Pick<pg.ClientBase, 'query'>;

export interface LeftOut {
  readonly id: string;
  readonly reason: string;
}

/** What a window holds, judged now: the deliveries that are told, and those that are not, with why. */
export interface Contents {
  readonly told: readonly (Told & { readonly id: string })[];
  readonly leftOut: readonly LeftOut[];
}

interface ItemRow extends NotificationRow {
  readonly windowId: string;
  readonly deliveryId: string;
  readonly recipientId: string;
  readonly isRead: boolean;
  readonly toldWrong: boolean;
}

const ITEMS = `
  SELECT i.window_id AS "windowId", d.id AS "deliveryId", d.recipient_id AS "recipientId", ${NOTICE_COLUMNS},
    EXISTS (SELECT FROM notify.inbox b WHERE b.user_id = d.recipient_id AND b.notification_id = n.id
      AND b.read_at IS NOT NULL) AS "isRead",
    EXISTS (SELECT FROM notify.notification w JOIN notify.delivery wd ON wd.notification_id = w.id
      WHERE w.stream = n.stream AND n.corrects_event_id IN (w.event_id, w.corrects_event_id) AND w.id <> n.id
        AND wd.recipient_id = d.recipient_id AND wd.channel = d.channel
        AND wd.state IN ('accepted', 'delivered')) AS "toldWrong"
  FROM notify.digest_item i JOIN notify.delivery d ON d.id = i.delivery_id
  JOIN notify.notification n ON n.id = d.notification_id
  WHERE i.window_id = ANY ($1) AND d.state = 'held'
  ORDER BY n.position, n.id`;

/**
 * The contents of windows as they are now: who has stopped, muted or read something since gets nothing of it, and
 * what was corrected is told as it is right.
 */
export async function contentsOf(db: Db, windowIds: readonly string[]): Promise<Map<string, Contents>> {
  const { rows } = await db.query<ItemRow>({ name: 'digest-items', text: ITEMS, values: [windowIds] });
  const judged = new Map<string, Verdict>();
  for (const items of Map.groupBy(rows, ({ id }) => id).values()) {
    const [notification] = items as [ItemRow];
    const users = items.map(({ recipientId }) => recipientId);
    const people = await peopleOf(db, notification, users);
    const personOf = new Map(people.map((person) => [person.userId, person]));
    for (const item of items) judged.set(item.deliveryId, judge(item, personOf.get(item.recipientId)));
  }
  const ofWindow = Map.groupBy(rows, ({ windowId }) => windowId);
  return new Map(windowIds.map((id) => [id, sorted(ofWindow.get(id) ?? [], judged)]));
}

function sorted(items: readonly ItemRow[], judged: ReadonlyMap<string, Verdict>): Contents {
  const told: (Told & { readonly id: string })[] = [];
  const leftOut: LeftOut[] = [];
  for (const { deliveryId: id } of items) {
    const verdict = judged.get(id) ?? 'unknown_message';
    if (typeof verdict === 'string') leftOut.push({ id, reason: verdict });
    else told.push({ ...verdict, id });
  }
  return { told, leftOut };
}

/** What is told, or why it is left out. */
type Verdict = Told | string;

function judge(item: ItemRow, person: Follower | undefined): Verdict {
  if (person === undefined) return 'recipient_gone';
  const refusal = lateRefusal(decide(item, person, 'email'));
  if (refusal !== undefined) return refusal;
  if (item.isRead) return 'read_in_app';
  return toldOf(item) ?? 'retracted';
}

/** A correction of what never went out is told as what is right; undefined when nothing is left of it. */
function toldOf(item: ItemRow): Verdict | undefined {
  const { stream, eventId, corrects, ruleId } = item;
  const parsed = noticeParamsSchema.safeParse(item.params);
  if (!isNoticeKey(ruleId) || !parsed.success) return 'unknown_message';
  const said = { stream, eventId, corrects };
  if (corrects === null || item.toldWrong) return { ...said, key: ruleId, params: parsed.data };
  const { right, titles, publicId, sources } = parsed.data;
  return right && { ...said, key: right.key, params: { ...right.params, titles, publicId, sources } };
}
