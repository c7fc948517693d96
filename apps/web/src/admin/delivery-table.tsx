import { Button } from '@mantine/core';
import type { Delivery } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatRecordedAt } from '../format/dates.js';

const COLUMNS = ['notice', 'channel', 'state', 'why', 'attempts', 'created', 'act'] as const;

interface DeliveryTableProps {
  readonly items: readonly Delivery[];
  readonly onReplay: (id: string) => void;
}

/** Notices, the newest first; no address is shown. */
export function DeliveryTable({ items, onReplay }: DeliveryTableProps) {
  const { t } = useWords();
  return (
    <div
      className="wide"
      role="region"
      aria-label={t('admin/table', { of: t('admin/deliveries/heading') })}
      tabIndex={0}
    >
      <table className="records identities">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`admin/deliveries/${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <DeliveryRow key={item.id} item={item} onReplay={() => onReplay(item.id)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DeliveryRow({ item, onReplay }: { readonly item: Delivery; readonly onReplay: () => void }) {
  const { t, language } = useWords();
  const notice = t(`admin/deliveries/classes/${item.eventClass}`);
  const when = formatRecordedAt(item.createdAt, language);
  const cell = (column: string) => ({ 'data-label': t(`admin/deliveries/${column}`) });
  return (
    <tr>
      <td>
        <strong>{notice}</strong>
        <span className="dim line">{item.message}</span>
      </td>
      <td {...cell('channel')}>{t(`admin/deliveries/channels/${item.channel}`)}</td>
      <td {...cell('state')}>{t(`admin/deliveries/states/${item.state}`)}</td>
      <td {...cell('why')}>
        {item.holdReason === 'no_smtp'
          ? t('admin/deliveries/noSmtp')
          : (item.holdReason ?? lastWordOf(item) ?? t('value/none'))}
      </td>
      <td {...cell('attempts')} className="number">
        {item.attempts.length}
      </td>
      <td {...cell('created')} className="number">
        {when}
      </td>
      <td>
        {item.state === 'dead' && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('admin/deliveries/replayOne', { notice, when })}
            onClick={onReplay}
          >
            {t('admin/deliveries/replay')}
          </Button>
        )}
      </td>
    </tr>
  );
}

/** Why it is dead, with the code and the note of the last attempt. */
function lastWordOf({ reason, attempts }: Delivery): string | null {
  const last = attempts.at(-1);
  const parts = [reason, last?.code, last?.note].filter((part) => typeof part === 'string');
  return parts.length === 0 ? null : [...new Set(parts)].join(' · ');
}
