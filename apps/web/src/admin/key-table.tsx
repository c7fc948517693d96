import { Badge } from '@mantine/core';
import type { ApiKey } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatRecordedAt } from '../format/dates.js';
import { Table, type Column } from '../ui/table.js';
import { LOOK } from './look.js';
import { RevokeKey } from './revoke-key.js';
import type { Outcome } from './outcome.js';

const COLOURS = { valid: 'teal', expired: 'gray', revoked: 'red' } as const;

interface KeyTableProps {
  readonly items: readonly ApiKey[];
  readonly mayChange: boolean;
  readonly onDone: (outcome: Outcome) => void;
}

/** The keys with what they may be used for, and until when. */
export function KeyTable({ items, mayChange, onDone }: KeyTableProps) {
  const { t, language } = useWords();
  const named = (column: string) => t(`admin/keys/${column}`);
  const when = (time: string) => formatRecordedAt(time, language);
  const columns: readonly Column<ApiKey>[] = [
    { name: named('label'), plain: true, cell: ({ label }) => <strong>{label}</strong> },
    { name: named('owner'), cell: ({ userName }) => userName },
    {
      name: named('grants'),
      cell: ({ grants }) =>
        grants === null ? named('everything') : grants.map((grant) => named(`grant/${grant}`)).join(', '),
    },
    { name: named('issued'), number: true, cell: ({ createdAt }) => when(createdAt) },
    {
      ...{ name: named('ends'), number: true },
      cell: ({ expiresAt }) => (expiresAt === null ? named('noEnd') : when(expiresAt)),
    },
    { name: named('state'), cell: (item) => <Standing of={standingOf(item)} /> },
  ];
  const revoke: Column<ApiKey> = {
    ...{ name: named('revoke'), plain: true },
    cell: (item) => standingOf(item) === 'valid' && <RevokeKey apiKey={item} onDone={onDone} />,
  };
  return (
    <Table
      label={t('admin/table', { of: named('heading') })}
      look={LOOK}
      items={items}
      keyOf={({ id }) => id}
      columns={mayChange ? [...columns, revoke] : columns}
    />
  );
}

function Standing({ of }: { readonly of: keyof typeof COLOURS }) {
  const { t } = useWords();
  return (
    <Badge className="standing" variant="light" color={COLOURS[of]}>
      {t(`admin/keys/${of}`)}
    </Badge>
  );
}

function standingOf({ revokedAt, expiresAt }: ApiKey): keyof typeof COLOURS {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && Date.parse(expiresAt) <= Date.now() ? 'expired' : 'valid';
}
