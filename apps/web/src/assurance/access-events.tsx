import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { AccessEventPage } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatRecordedAt } from '../format/dates.js';
import { ACCESS_EVENT_NAMES } from './access-event-names.js';
import { Details } from './details.js';
import { Listed } from '../ui/listed.js';
import { PersonChoice } from './person-choice.js';
import { Rows } from './rows.js';
import { usePages } from '../ui/use-pages.js';
import { usePeople } from './use-people.js';

/** Sign-ins, roles, keys and proposals, as they came about. */
export function AccessEvents() {
  const { t, language } = useWords();
  const { naming, nameOf } = usePeople();
  const [type, setType] = useState('');
  const [user, setUser] = useState('');
  const list = usePages<AccessEventPage>({
    ...{ path: '/access-events', params: { type, user }, place: 'after', nextOf: ({ next }) => next },
  });
  const unknown = <span className="unknown">{t('value/unknown')}</span>;
  return (
    <>
      <div className="assurance-filters">
        <NativeSelect
          label={t('assurance/column/what')}
          value={type}
          onChange={(event) => setType(event.currentTarget.value)}
          data={[
            { value: '', label: t('assurance/all') },
            ...ACCESS_EVENT_NAMES.map((value) => ({ value, label: t(`assurance/access/${value}`) })),
          ]}
        />
        <PersonChoice value={user} onChange={setUser} />
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
                label={t('assurance/section/access')}
                empty={t('assurance/empty')}
                items={items}
                keyOf={({ id }) => id}
                columns={[
                  {
                    name: t('assurance/column/what'),
                    cell: (item) => t(`assurance/access/${item.type}`),
                  },
                  {
                    name: t('assurance/column/who'),
                    cell: ({ by }) => (by === null ? t('assurance/nobody') : naming(by)),
                  },
                  {
                    name: t('assurance/column/about'),
                    cell: ({ about }) => (about === null ? unknown : nameOf(about)),
                  },
                  { name: t('assurance/column/details'), cell: ({ details }) => <Details of={details} /> },
                  { name: t('assurance/column/when'), cell: ({ at }) => formatRecordedAt(at, language) },
                ]}
              />
            </>
          );
        }}
      </Listed>
    </>
  );
}
