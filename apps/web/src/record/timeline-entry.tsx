import { Badge } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { History } from '#contracts';
import type { Kind } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { AmendmentLinks } from './amendments.js';
import { Clocks } from './clocks.js';
import { entryId, isAmendment, isRetracted } from './entries.js';
import { Reason } from './reason.js';
import type { SaidByEvent } from './use-said-by-event.js';

type Item = History['items'][number];

interface EntryProps {
  readonly entry: Item;
  readonly history: readonly Item[];
  readonly said: SaidByEvent | undefined;
  /** Record that the reader may correct. */
  readonly correctAt?: { readonly kind: Kind; readonly id: string };
  /** Shows entries that are not shown yet, before a link leads to one of them. */
  readonly onReveal: () => void;
}

/** One event: what, when on both clocks, who says so, and what was said of it later. */
export function TimelineEntry({ entry, history, said, correctAt, onReveal }: EntryProps) {
  const { t, word } = useWords();
  const isCorrected = entry.amendedBy.length > 0;
  const isGone = isRetracted(entry);
  return (
    <li id={entryId(entry.id)} tabIndex={-1} className={isAmendment(entry) ? 'entry-amendment' : undefined}>
      <div className="entry-head">
        <strong>{isGone ? <s>{word('event', entry.type)}</s> : word('event', entry.type)}</strong>
        <EventBadges entry={entry} />
        {correctAt !== undefined && !isAmendment(entry) && !isGone && (
          <Link
            to="/correct/$kind/$id"
            params={correctAt}
            search={{ event: entry.id }}
            className="link entry-act"
          >
            {t('record/timeline/correct')}
            <span className="unseen">: {word('event', entry.type)}</span>
          </Link>
        )}
      </div>
      {said !== undefined && (isGone || !isCorrected) && <SaidText said={said} isGone={isGone} />}
      <Clocks entry={entry} struck={isCorrected} hideNote={isNoteRepeated(entry, history)} />
      <Reason data={entry.data} />
      <AmendmentLinks entry={entry} history={history} onReveal={onReveal} />
    </li>
  );
}

/** What a correction says of it stands at the correction. */
function SaidText({ said: { name, text }, isGone }: { said: SaidByEvent; isGone: boolean }) {
  return (
    <p className="entry-said">
      <span className="dim">{name}</span>
      {text !== undefined && (
        <>
          {' – '}
          {isGone ? <s>{text}</s> : text}
        </>
      )}
    </p>
  );
}

/** One command may record several events with one note: it stands at the first of them, which is read last. */
function isNoteRepeated(entry: Item, history: readonly Item[]): boolean {
  const earlier = history[history.findIndex(({ id }) => id === entry.id) - 1];
  return earlier !== undefined && earlier.note === entry.note && earlier.recordedAt === entry.recordedAt;
}

function EventBadges({ entry }: { entry: Item }) {
  const { t } = useWords();
  const marks = [
    ...(entry.amendedBy.length > 0 ? [isRetracted(entry) ? 'retracted' : 'corrected'] : []),
    ...(entry.origin === 'import' ? ['imported'] : []),
    ...(entry.backfill ? ['backfill'] : []),
    ...(entry.visibility === 'internal' ? ['internal'] : []),
  ];
  return marks.map((mark) => (
    <Badge key={mark} size="sm" variant="default">
      {t(`record/timeline/${mark}`)}
    </Badge>
  ));
}
