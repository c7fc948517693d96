import { Badge } from '@mantine/core';
import type { ApiKey } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatRecordedAt } from '../format/dates.js';
import { RevokeKey } from './revoke-key.js';
import type { Outcome } from './outcome.js';

const COLUMNS = ['label', 'owner', 'grants', 'issued', 'ends', 'state'] as const;
const COLOURS = { valid: 'teal', expired: 'gray', revoked: 'red' } as const;

interface KeyTableProps {
  readonly items: readonly ApiKey[];
  readonly mayChange: boolean;
  readonly onDone: (outcome: Outcome) => void;
}

/** The keys with what they may be used for, and until when. */
export function KeyTable({ items, mayChange, onDone }: KeyTableProps) {
  const { t } = useWords();
  return (
    <div
      className="wide"
      role="region"
      aria-label={t('admin/table', { of: t('admin/keys/heading') })}
      tabIndex={0}
    >
      <table className="records identities">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`admin/keys/${column}`)}
              </th>
            ))}
            {mayChange && <th scope="col">{t('admin/keys/revoke')}</th>}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <KeyRow key={item.id} {...{ item, mayChange, onDone }} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function KeyRow({ item, mayChange, onDone }: Omit<KeyTableProps, 'items'> & { readonly item: ApiKey }) {
  const { t, language } = useWords();
  const { grants, expiresAt } = item;
  const standing = standingOf(item);
  const cell = (column: string) => ({ 'data-label': t(`admin/keys/${column}`) });
  return (
    <tr>
      <td>
        <strong>{item.label}</strong>
      </td>
      <td {...cell('owner')}>{item.userName}</td>
      <td {...cell('grants')}>
        {grants === null
          ? t('admin/keys/everything')
          : grants.map((grant) => t(`admin/keys/grant/${grant}`)).join(', ')}
      </td>
      <td {...cell('issued')} className="number">
        {formatRecordedAt(item.createdAt, language)}
      </td>
      <td {...cell('ends')} className="number">
        {expiresAt === null ? t('admin/keys/noEnd') : formatRecordedAt(expiresAt, language)}
      </td>
      <td {...cell('state')}>
        <Badge className="standing" variant="light" color={COLOURS[standing]}>
          {t(`admin/keys/${standing}`)}
        </Badge>
      </td>
      {mayChange && <td>{standing === 'valid' && <RevokeKey apiKey={item} onDone={onDone} />}</td>}
    </tr>
  );
}

function standingOf({ revokedAt, expiresAt }: ApiKey): keyof typeof COLOURS {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && Date.parse(expiresAt) <= Date.now() ? 'expired' : 'valid';
}
