import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { RefusalPage } from '#contracts';
import { KINDS } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { formatRecordedAt } from '../format/dates.js';
import { Listed } from '../ui/listed.js';
import { PersonChoice } from './person-choice.js';
import { RecordLinks } from './record-links.js';
import { Rows } from './rows.js';
import { usePages } from '../ui/use-pages.js';
import { usePeople } from './use-people.js';

/** What was refused: who tried what, which rule was in the way, and what was accepted of the same person then. */
export function Refusals() {
  const { t, word, language } = useWords();
  const { naming } = usePeople();
  const [actor, setActor] = useState('');
  const [typed, setTyped] = useState('');
  const [code] = useDebouncedValue(typed.trim().toUpperCase(), 300);
  const list = usePages<RefusalPage>({
    ...{ path: '/refused-commands', params: { actor, code }, place: 'after', nextOf: ({ next }) => next },
  });
  return (
    <>
      <div className="assurance-filters">
        <PersonChoice value={actor} onChange={setActor} />
        <TextInput
          label={t('assurance/column/rule')}
          placeholder="FORBIDDEN_ROLE"
          maxLength={60}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <Listed list={list}>
        {(pages) => {
          const items = pages.flatMap((page) => page.items);
          return (
            <>
              <p className="dim" role="status">
                {t('assurance/shown', { count: items.length })}
              </p>
              <Rows
                label={t('assurance/section/refusals')}
                empty={t('assurance/empty')}
                items={items}
                keyOf={({ id }) => id}
                columns={[
                  { name: t('assurance/column/who'), cell: ({ by }) => naming(by) },
                  { name: t('assurance/column/tried'), cell: ({ command }) => <code>{command}</code> },
                  {
                    name: t('assurance/column/record'),
                    cell: ({ record }) => <RefusedRecord record={record} />,
                  },
                  { name: t('assurance/column/rule'), cell: (item) => <code>{item.code}</code> },
                  {
                    name: t('assurance/column/fields'),
                    cell: ({ fields }) =>
                      fields.length === 0 ? (
                        <span className="unknown">{t('value/none')}</span>
                      ) : (
                        <code>{fields.join(', ')}</code>
                      ),
                  },
                  {
                    name: t('assurance/column/accepted'),
                    cell: ({ accepted }) =>
                      accepted === null ? (
                        <span className="unknown">{t('value/none')}</span>
                      ) : (
                        <>
                          {word('event', accepted.type)}
                          <span className="dim line">{formatRecordedAt(accepted.recordedAt, language)}</span>
                        </>
                      ),
                  },
                  {
                    name: t('assurance/column/when'),
                    cell: ({ refusedAt }) => formatRecordedAt(refusedAt, language),
                  },
                ]}
              />
            </>
          );
        }}
      </Listed>
    </>
  );
}

/** A record as it was given; one that can be addressed is a link. */
function RefusedRecord({ record }: { readonly record: string | null }) {
  const { t } = useWords();
  if (record === null) return <span className="unknown">{t('value/none')}</span>;
  const [name, id] = record.split(/[/ ](.*)/s);
  const kind = KINDS.find((known) => known === name);
  if (kind === undefined || id === undefined || !/^[\w-]+$/.test(id)) return <code>{record}</code>;
  return <RecordLinks kind={kind} id={id} publicId={id.length > 30 ? '' : id} />;
}
