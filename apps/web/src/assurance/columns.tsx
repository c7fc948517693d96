import type { ReactNode } from 'react';
import type { LocalizedText } from '#domain';
import type { Kind } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { RecordLinks } from './record-links.js';

interface OnRecord {
  readonly record: {
    readonly aggregate: Kind;
    readonly id: string;
    readonly publicId: string;
    readonly titles: LocalizedText | null;
  };
  readonly position?: string | undefined;
}

/** Columns that several lists of the auditor have. */
export function useColumns() {
  const { t, word } = useWords();
  return {
    /** The record that a row is about, with the way to its replay at the position that the row tells of. */
    record: {
      name: t('assurance/column/record'),
      cell: ({ record: { aggregate, ...record }, position }: OnRecord): ReactNode => (
        <RecordLinks kind={aggregate} {...record} position={position} />
      ),
    },
    /** What kind of event a row tells of. */
    what: {
      name: t('assurance/column/what'),
      cell: ({ type }: { readonly type: string }): ReactNode => word('event', type),
    },
    /** Cell of an event that amended another one. */
    amended: (type: string, targetType: string): ReactNode => (
      <>
        {word('event', type)}
        <span className="dim line">{word('event', targetType)}</span>
      </>
    ),
  };
}
