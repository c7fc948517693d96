import { NativeSelect, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { RegisterList } from '#contracts';
import { api } from '../app/api.js';
import { KINDS, pathOf, type Kind } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { pickText } from '../format/text.js';
import { Failed, Loading } from '../ui/states.js';

/** Finds the record whose history is to be replayed. */
export function ChooseRecord() {
  const { t, language } = useWords();
  const [kind, setKind] = useState<Kind>('project');
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text, 250);
  const found = useQuery({
    queryKey: ['replay-choice', kind, q],
    queryFn: ({ signal }) => api.read<RegisterList>(pathOf(kind), { params: { q, limit: 50 }, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <section aria-labelledby="choose">
      <h2 id="choose" className="heading">
        {t('replay/choose/heading')}
      </h2>
      <Text size="sm">{t('replay/choose/note')}</Text>
      <div className="choose-fields">
        <NativeSelect
          label={t('portfolio/filters/kind')}
          value={kind}
          data={KINDS.map((value) => ({ value, label: t(`kind/${value}s`) }))}
          onChange={(event) => setKind(KINDS.find((known) => known === event.currentTarget.value) ?? kind)}
        />
        <TextInput
          label={t('portfolio/filters/text')}
          placeholder={t('portfolio/filters/textHint')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} onRetry={() => void found.refetch()} />}
      {found.data !== undefined && (
        <>
          <Text size="sm" className="dim" role="status">
            {t('portfolio/list/found', { count: found.data.total })}
          </Text>
          <ul className="refs">
            {found.data.items.map(({ id, publicId, titles, aggregate, version }) => {
              const title = pickText(titles, language);
              return (
                <li key={id}>
                  <Link
                    to="/replay"
                    search={{ record: `${aggregate}/${publicId}` }}
                    className="link"
                    lang={title?.language}
                  >
                    {title?.text ?? publicId}
                  </Link>
                  <span className="dim">
                    {publicId} · {t('replay/choose/events', { count: version })}
                  </span>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </section>
  );
}
