import { Link } from '@tanstack/react-router';
import type { LocalizedText } from '#domain';
import { RECORD_PAGE, type Kind } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { pickText } from '../format/text.js';

interface RecordLinksProps {
  readonly kind: Kind;
  /** Uuid or public id. */
  readonly id: string;
  readonly publicId: string;
  readonly titles?: LocalizedText | null;
  readonly position?: string | undefined;
}

/** A record by name, and the way to its replay where the row tells of it. */
export function RecordLinks({ kind, id, publicId, titles = null, position }: RecordLinksProps) {
  const { t, language } = useWords();
  const title = titles === null ? undefined : pickText(titles, language);
  const name = publicId === '' ? `${t(`kind/${kind}`)} …${id.slice(-6)}` : publicId;
  return (
    <>
      <Link
        className="record-title"
        to={RECORD_PAGE[kind]}
        params={{ id: publicId === '' ? id : publicId }}
        lang={title?.language}
      >
        {title?.text ?? name}
      </Link>
      <span className="dim line">
        {title !== undefined && `${name} · `}
        <Link
          className="link"
          to="/replay"
          search={{ record: `${kind}/${publicId === '' ? id : publicId}`, position }}
        >
          {t('assurance/replay')}
          <span className="unseen">{` ${name}`}</span>
        </Link>
      </span>
    </>
  );
}
