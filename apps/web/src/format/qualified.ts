import type { Language, Money } from '#domain';
import { kazakhAblative } from './kazakh-ablative.js';

export type Qualifier = Money['qualifier'];

const PATTERNS: Readonly<Record<Language, Readonly<Record<Qualifier, string>>>> = {
  en: {
    exact: '{}',
    approx: 'about {}',
    atLeast: 'at least {}',
    moreThan: 'more than {}',
    atMost: 'at most {}',
    range: '{} to {max}',
    undisclosed: 'undisclosed',
  },
  kk: {
    exact: '{}',
    approx: 'шамамен {}',
    atLeast: 'кемінде {}',
    moreThan: '{}{ending} астам',
    atMost: 'ең көбі {}',
    range: '{} – {max}',
    undisclosed: 'жария етілмеген',
  },
  ru: {
    exact: '{}',
    approx: 'около {}',
    atLeast: 'не менее {}',
    moreThan: 'более {}',
    atMost: 'не более {}',
    range: '{} – {max}',
    undisclosed: 'не раскрывается',
  },
  zh: {
    exact: '{}',
    approx: '约{}',
    atLeast: '至少{}',
    moreThan: '超过{}',
    atMost: '至多{}',
    range: '{}至{max}',
    undisclosed: '未披露',
  },
};

export interface QualifiedFigure {
  readonly qualifier: Qualifier;
  readonly figure: string;
  readonly max?: string;
  /** Kazakh ending of what stands last in `figure`, where that is not the number itself. */
  readonly ending?: string;
}

/** "more than 70", "about US$7bn": a figure never loses what was said about its exactness. */
export function qualify({ qualifier, figure, max, ending }: QualifiedFigure, language: Language): string {
  return PATTERNS[language][qualifier]
    .replace('{ending}', ending ?? kazakhAblative(figure))
    .replace('{max}', max ?? '')
    .replace('{}', figure);
}
