import type { Locale } from '#contracts';
import { renderNotice } from '../text/render.js';
import type { News } from './news.js';

export interface NewsText {
  /** One line. */
  readonly title: string;
  /** Lines of plain text. */
  readonly text: string;
}

/** What the news say now: what is right where they were corrected, with what had been told before. */
export function newsInWords(locale: Locale, { standing, key, params, amendment }: News): NewsText {
  const told = renderNotice(locale, key, params);
  if (amendment === null) return { title: told.subject, text: told.text };
  const changed = renderNotice(locale, amendment.key, amendment.params);
  if (standing === 'retracted' || amendment.params.right === undefined) {
    return { title: changed.subject, text: changed.text };
  }
  const { sources: _sources, right: _right, ...rest } = amendment.params;
  const before = renderNotice(locale, amendment.key, { ...rest, sources: [] });
  return { title: told.subject, text: `${told.text}\n${before.text}` };
}
