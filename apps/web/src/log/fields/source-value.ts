import type { Source } from '#domain';

export type SourceDraft = { readonly [Part in keyof Source]?: Source[Part] | undefined };

const OFFICIAL = /(^|\.)(gov\.kz|akorda\.kz|adilet\.zan\.kz|gov\.cn)$/;
const AGENCIES = /(^|\.)(inform\.kz|kazinform\.kz|qazinform\.com|xinhuanet\.com|news\.cn)$/;

/** Web addresses in a pasted text, in their order. */
export const addressesIn = (text: string): readonly string[] =>
  text.split(/\s+/).filter((part) => /^https?:\/\/\S+$/i.test(part) && URL.canParse(part));

/** What an address says of its source: the publisher by its host, a title by its last part, a likely class. */
export function sourceOfAddress(url: string): SourceDraft {
  const { hostname, pathname } = new URL(url);
  const host = hostname.replace(/^www\./, '');
  const kind = OFFICIAL.test(host) ? 'officialAct' : AGENCIES.test(host) ? 'stateNewsAgency' : 'press';
  return { url, publisher: host, title: titleOf(pathname) || host, class: kind };
}

function titleOf(pathname: string): string {
  const last = pathname.split('/').findLast((part) => part !== '') ?? '';
  const words = readable(last)
    .replace(/\.[a-z]{2,5}$/i, '')
    .replace(/[-_+]+/g, ' ')
    .trim();
  return /[\p{L}]{3}/u.test(words) ? words.charAt(0).toUpperCase() + words.slice(1) : '';
}

function readable(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A source with what its address says where nothing was typed yet. */
export const completed = (draft: SourceDraft, url: string): SourceDraft => {
  const told = sourceOfAddress(url);
  const typed = Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== ''));
  const untouched = (draft.publisher ?? '') === '' && (draft.title ?? '') === '';
  return { ...told, ...typed, url, ...(untouched ? { class: told.class } : {}) };
};
