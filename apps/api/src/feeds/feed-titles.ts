import type { Locale } from '#contracts';
import { textIn, type Aggregate } from '#domain';
import type { FeedSource } from './feed-source.js';

const LISTS: Readonly<Record<Locale, Readonly<Record<Aggregate, string>>>> = {
  en: { agreement: 'Agreements', project: 'Projects', collection: 'Collections' },
  kk: { agreement: 'Келісімдер', project: 'Жобалар', collection: 'Жинақтар' },
  ru: { agreement: 'Соглашения', project: 'Проекты', collection: 'Подборки' },
  zh: { agreement: '协议', project: '项目', collection: '集合' },
};

/** What a feed or calendar is called in a reader. */
export const feedTitle = ({ titles }: FeedSource, aggregate: Aggregate, locale: Locale): string =>
  `${titles === null ? LISTS[locale][aggregate] : textIn(titles, locale)} · Agreement Tracker`;
