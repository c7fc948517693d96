import { Switch, Text } from '@mantine/core';
import { useState } from 'react';
import type { RecordAsOf } from '#contracts';
import { useWords } from '../app/use-words.js';
import { isPlain } from '../record/said/is-plain.js';
import { useSaid } from '../record/said/use-said.js';

type Fields = RecordAsOf['fields'];

interface ThenNowProps {
  readonly then: RecordAsOf;
  readonly now: RecordAsOf;
  /** What was known before the event; undefined: there was nothing before it. */
  readonly before: RecordAsOf | undefined;
  readonly milestoneCodes: ReadonlyMap<string, string>;
}

const isSame = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

/** The state as it was known then beside the state as it is known now, and what this very event changed. */
export function ThenNow({ then, now, before, milestoneCodes }: ThenNowProps) {
  const { t } = useWords();
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const said = useSaid(milestoneCodes);
  const names = [...new Set([...Object.keys(then.fields), ...Object.keys(now.fields)])].filter(
    (name) => name === 'titles' || !(isPlain(name, then.fields[name]) && isPlain(name, now.fields[name])),
  );
  const different = names.filter((name) => !isSame(then.fields[name], now.fields[name]));
  const textOf = (fields: Fields, name: string) =>
    name in fields ? said.textOf(name, fields[name]) : t('replay/notShown');
  return (
    <section aria-labelledby="states" data-position={then.asOfPosition}>
      <h2 id="states" className="heading">
        {t('replay/states')}
      </h2>
      <div className="states-head">
        <Text size="sm">{t('replay/differences', { count: different.length })}</Text>
        <Switch
          size="sm"
          label={t('replay/onlyDifferent')}
          checked={onlyDifferent}
          onChange={(event) => setOnlyDifferent(event.currentTarget.checked)}
        />
      </div>
      <table className="records states">
        <thead>
          <tr>
            <th scope="col">{t('replay/what')}</th>
            <th scope="col">{t('replay/then')}</th>
            <th scope="col">{t('replay/now')}</th>
          </tr>
        </thead>
        <tbody>
          {(onlyDifferent ? different : names).map((name) => {
            const isNew = before !== undefined && !isSame(before.fields[name], then.fields[name]);
            const differs = different.includes(name);
            return (
              <tr key={name} className={differs ? 'differs' : undefined} data-field={name}>
                <th scope="row">
                  {said.nameOf(name)}
                  {isNew && <span className="mark-here">{t('replay/changedHere')}</span>}
                </th>
                <td data-label={t('replay/then')}>{textOf(then.fields, name)}</td>
                <td data-label={t('replay/now')}>
                  <span>
                    {differs && (
                      <span className="mark-differs">
                        <span aria-hidden="true">≠ </span>
                        <span className="unseen">{t('replay/differs')}: </span>
                      </span>
                    )}
                    {textOf(now.fields, name)}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
