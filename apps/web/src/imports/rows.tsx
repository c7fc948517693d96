import { Badge, Button, SegmentedControl } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ImportRow, ImportRowPage, ImportState } from '#contracts';
import { api } from '../app/api.js';
import { RECORD_PAGE } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { RefusalText } from '../log/problem-notice.js';
import { Failed, Loading } from '../ui/states.js';

const VERDICTS: readonly ImportRow['verdict'][] = ['accepted', 'duplicate', 'rejected'];
const COLOURS = { accepted: 'teal', duplicate: 'orange', rejected: 'red' } as const;

interface RowsProps {
  readonly id: string;
  readonly done: number;
  readonly state: ImportState;
}

/** The verdict on each row: the record that it makes, what it doubles, or which column is wrong. */
export function Rows({ id, done, state }: RowsProps) {
  const { t } = useWords();
  const [verdict, setVerdict] = useState('');
  const rows = useInfiniteQuery({
    queryKey: ['import-rows', id, verdict, done, state],
    queryFn: ({ signal, pageParam }) =>
      api.read<ImportRowPage>(`/imports/${id}/rows`, {
        params: { verdict, after: pageParam, limit: 100 },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  if (rows.isPending) return <Loading />;
  if (rows.data === undefined) return <Failed error={rows.error} onRetry={() => void rows.refetch()} />;
  const items = rows.data.pages.flatMap((page) => page.items);
  return (
    <>
      <SegmentedControl
        className="verdict-filter"
        aria-label={t('imports/filter')}
        value={verdict}
        data={[
          { value: '', label: t('portfolio/filters/any') },
          ...VERDICTS.map((value) => ({ value, label: t(`imports/verdict/${value}`) })),
        ]}
        onChange={setVerdict}
      />
      <div className="table-scroll" role="region" tabIndex={0} aria-label={t('imports/rows')}>
        <table className="import-rows">
          <thead>
            <tr>
              {['row', 'verdict', 'what'].map((column) => (
                <th key={column} scope="col">
                  {t(`imports/column/${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((row) => (
              <tr key={row.row}>
                <th scope="row" className="number">
                  {row.row}
                </th>
                <td>
                  <Badge variant="light" color={COLOURS[row.verdict]} className="headline">
                    {t(`imports/verdict/${row.verdict}`)}
                  </Badge>
                </td>
                <td>
                  <Explained row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {items.length === 0 && <p className="dim">{t('imports/noRows')}</p>}
      {rows.hasNextPage && (
        <Button
          variant="default"
          mt="sm"
          loading={rows.isFetchingNextPage}
          onClick={() => void rows.fetchNextPage()}
        >
          {t('portfolio/list/more')}
        </Button>
      )}
    </>
  );
}

function Explained({ row }: { row: ImportRow }) {
  const { t } = useWords();
  const { record, duplicateOf, errors, warnings, takenBack } = row;
  return (
    <>
      {record?.publicId != null && (
        <Link to={RECORD_PAGE[record.kind]} params={{ id: record.publicId }} className="link">
          {record.publicId}
        </Link>
      )}
      {record !== null && record.publicId === null && <span>{t('imports/newRecord')}</span>}
      {duplicateOf !== null && (
        <span>
          {duplicateOf.row === null
            ? t('imports/likeRecord', { id: duplicateOf.publicId ?? '' })
            : t('imports/likeRow', { row: duplicateOf.row })}
        </span>
      )}
      {errors.map(({ column, code, message, action }) => (
        <span key={`${column ?? ''} ${code}`} className="line">
          <strong>{column ?? t('imports/wholeRow')}</strong>:{' '}
          <RefusalText code={code} detail={`${message}. ${action}`} /> <span className="dim">{code}</span>
        </span>
      ))}
      {warnings.map(({ code, message }) => (
        <span key={code} className="line dim">
          {t(`log/warning/${code}`, { defaultValue: message })}
        </span>
      ))}
      {takenBack !== null && (
        <span className="line">
          {t(`imports/outcome/${takenBack.outcome}`)}
          {takenBack.message !== null && (
            <>
              : <RefusalText code={takenBack.code ?? ''} detail={takenBack.message} />
            </>
          )}
        </span>
      )}
    </>
  );
}
