import { Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { LocalizedText } from '#domain';
import type { Kind } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { otherTexts, pickText } from '../format/text.js';
import type { Moment } from './use-history.js';

interface TitleProps {
  readonly kind: Kind;
  readonly publicId: string;
  readonly titles: LocalizedText;
  readonly moment: Moment;
}

/** Way back to the list, and what the record is called in each language that has a name for it. */
export function RecordTitle({ kind, publicId, titles, moment }: TitleProps) {
  const { t, language } = useWords();
  const title = pickText(titles, language);
  return (
    <>
      <title>{`${title?.text ?? publicId} · ${t('app/name')}`}</title>
      <nav aria-label={t('nav/path')} className="path">
        <Link to="/" search={{ kind, ...moment }} className="link">
          {t('nav/portfolio')}
        </Link>
        <span aria-hidden="true"> / </span>
        <span>
          {t(`kind/${kind}`)} {publicId}
        </span>
      </nav>
      <Title order={1} size="h2" lang={title?.language}>
        {title?.text ?? publicId}
      </Title>
      {otherTexts(titles, title?.language ?? 'en').map(({ text, language: other }) => (
        <Text key={other} lang={other} className="dim">
          {text}
        </Text>
      ))}
    </>
  );
}
