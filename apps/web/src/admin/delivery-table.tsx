import { Button } from '@mantine/core';
import type { Delivery } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatRecordedAt } from '../format/dates.js';
import { Table } from '../ui/table.js';
import { reasonOf } from './delivery-reason.js';
import { LOOK } from './look.js';

interface DeliveryTableProps {
  readonly items: readonly Delivery[];
  readonly onReplay: (id: string) => void;
}

/** Notices, the newest first; no address is shown. */
export function DeliveryTable({ items, onReplay }: DeliveryTableProps) {
  const { t, language } = useWords();
  const named = (column: string) => t(`admin/deliveries/${column}`);
  const noticeOf = ({ eventClass }: Delivery) => named(`classes/${eventClass ?? 'digest'}`);
  const whenOf = ({ createdAt }: Delivery) => formatRecordedAt(createdAt, language);
  return (
    <Table
      label={t('admin/table', { of: named('heading') })}
      look={LOOK}
      items={items}
      keyOf={({ id }) => id}
      columns={[
        {
          ...{ name: named('notice'), plain: true },
          cell: (item) => (
            <>
              <strong>{noticeOf(item)}</strong>
              {item.eventClass !== null && <span className="dim line">{item.message}</span>}
            </>
          ),
        },
        { name: named('channel'), cell: ({ channel }) => named(`channels/${channel}`) },
        { name: named('state'), cell: ({ state }) => named(`states/${state}`) },
        { name: named('why'), cell: (item) => <Why item={item} /> },
        { name: named('attempts'), number: true, cell: ({ attempts }) => attempts.length },
        { name: named('created'), number: true, cell: whenOf },
        {
          ...{ name: named('act'), plain: true },
          cell: (item) =>
            item.state === 'dead' && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('admin/deliveries/replayOne', { notice: noticeOf(item), when: whenOf(item) })}
                onClick={() => onReplay(item.id)}
              >
                {named('replay')}
              </Button>
            ),
        },
      ]}
    />
  );
}

/** Why it is where it is, in words; what the other side said stands below as it was said. */
function Why({ item }: { readonly item: Delivery }) {
  const { t } = useWords();
  const reason = reasonOf(item);
  if (reason === undefined) return t('value/none');
  const { word, code, note } = reason;
  const said = [code, note].filter((part) => part !== null && part !== word).join(' · ');
  return (
    <span>
      {t(`admin/deliveries/reasons/${word}`, { defaultValue: word })}
      {said !== '' && (
        <span className="dim line" lang="en">
          {said}
        </span>
      )}
    </span>
  );
}
