import i18next, { type FormatterModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '#domain';
import { formatNumber } from '../format/numbers.js';
import { first } from './en/first.js';
import type { messages } from './en/index.js';
import { words } from './en/words.js';
import type { Words } from './words.js';

/** Everything the page says in one language: its own texts and the names of the register's codes. */
export type Catalogue = Texts<Omit<typeof messages, keyof StaffTexts>> & { readonly words: Words };

/** What only those read who record something: long, and fetched with the first page that needs it. */
export type StaffTexts = Texts<Pick<typeof messages, 'refusal' | 'request'>>;

/** The same texts in another language; its plurals may need further forms. */
type Texts<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends string ? string : Texts<Source[Key]>;
} & Readonly<Record<string, unknown>>;

export const LANGUAGES: readonly Language[] = ['en', 'kk', 'ru', 'zh'];
const STORED = 'language';

// English is part of the page; the others are fetched when they are chosen.
const LOADERS: Record<Exclude<Language, 'en'>, () => Promise<Catalogue>> = {
  kk: async () => (await import('./kk/index.js')).catalogue,
  ru: async () => (await import('./ru/index.js')).catalogue,
  zh: async () => (await import('./zh/index.js')).catalogue,
};

const STAFF: Record<Exclude<Language, 'en'>, () => Promise<StaffTexts>> = {
  kk: async () => (await import('./kk/staff.js')).staff,
  ru: async () => (await import('./ru/staff.js')).staff,
  zh: async () => (await import('./zh/staff.js')).staff,
};

/** The language chosen before, else the first of the browser's that the page speaks. */
export function preferredLanguage(): Language {
  const known = (text: string | null | undefined) =>
    LANGUAGES.find((language) => text?.slice(0, 2) === language);
  return known(stored()) ?? navigator.languages.map(known).find((language) => language !== undefined) ?? 'en';
}

function stored(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

/** What texts are filled in with: counts are numbers, years and ids are text. */
const FORMATTER: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, language) =>
    typeof value === 'number' ? formatNumber(value, language as Language) : (value as string),
};

export async function startLanguages(language: Language): Promise<void> {
  await i18next
    .use(initReactI18next)
    .use(FORMATTER)
    .init({
      lng: 'en',
      fallbackLng: 'en',
      resources: { en: { translation: { ...first, words } } },
      // React escapes what it shows.
      interpolation: { escapeValue: false, alwaysFormat: true },
      returnNull: false,
      // Codes such as `transport.rail` are keys of one level.
      keySeparator: '/',
    });
  await chooseLanguage(language);
}

/** Shows the page in `language` from now on, and remembers it. */
export async function chooseLanguage(language: Language): Promise<void> {
  if (language !== 'en' && !i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await LOADERS[language]());
  }
  if (texts !== undefined) await loadStaffTexts(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // Private windows may forbid it: the choice then lasts as long as the page.
  }
}

let texts: Promise<void> | undefined;

async function loadStaffTexts(language: Language): Promise<void> {
  if (language === 'en' || i18next.exists('refusal/INTERNAL', { lng: language, fallbackLng: [] })) return;
  i18next.addResourceBundle(language, 'translation', await STAFF[language](), true);
}

async function loadLater(): Promise<void> {
  const [{ later }] = await Promise.all([
    import('./en/later.js'),
    loadStaffTexts(i18next.language as Language),
  ]);
  i18next.addResourceBundle('en', 'translation', later, true);
}

/** Texts of the pages after the first. */
function loadTexts(): Promise<void> {
  texts ??= loadLater().catch((error: unknown) => {
    // The next page asks again.
    texts = undefined;
    throw error;
  });
  return texts;
}

/** Fetches a part of the page together with the texts that it needs. */
export const withTexts =
  <Part>(load: () => Promise<Part>) =>
  async (): Promise<Part> => {
    const [part] = await Promise.all([load(), loadTexts()]);
    return part;
  };
