import type { Catalogue } from '../index.js';
import { account } from './account.js';
import { admin } from './admin.js';
import { approvals } from './approvals.js';
import { assurance } from './assurance.js';
import { compare } from './compare.js';
import { correct } from './correct.js';
import { imports } from './imports.js';
import { log } from './log.js';
import { pictures } from './pictures.js';
import { portfolio } from './portfolio.js';
import { queues } from './queues.js';
import { record } from './record.js';
import { replay } from './replay.js';
import { signIn } from './sign-in.js';
import { updates } from './updates.js';
import { words } from './words.js';

export const catalogue: Catalogue = {
  words,
  compare,
  log,
  correct,
  queues,
  imports,
  updates,
  record,
  replay,
  assurance,
  admin,
  approvals,
  account,
  signIn,
  app: {
    name: 'Agreement Tracker',
    tagline: 'Что обещали при подписании, что из этого вышло и откуда это известно.',
  },
  nav: {
    main: 'Главное',
    skip: 'К содержанию',
    search: 'Поиск',
    searchHint: 'Поиск (Ctrl+K)',
    pages: {
      portfolio: 'Портфель',
      compare: 'Сравнение',
      log: 'Запись',
      correct: 'Исправление',
      queues: 'Очереди',
      imports: 'Импорт',
      updates: 'Уведомления',
      replay: 'Воспроизведение',
      assurance: 'Проверка',
      admin: 'Управление',
      approvals: 'Согласования',
      account: 'Ваша учётная запись',
    },
    menu: 'Меню',
    closeMenu: 'Закрыть меню',
    signIn: 'Войти',
    signOut: 'Выйти',
    account: 'Ваша учётная запись',
    portfolio: 'Портфель',
    path: 'Вы находитесь здесь',
    openData: 'Открытые данные (API)',
  },
  language: { label: 'Язык' },
  theme: { toDark: 'Включить тёмную тему', toLight: 'Включить светлую тему' },
  live: {
    label: 'Обновления',
    open: 'На связи',
    connecting: 'Соединение',
    waiting: 'Нет связи',
    openHint: 'Изменения появляются здесь сразу после записи.',
    connectingHint: 'Устанавливается соединение.',
    waitingHint: 'Связь потеряна, попытка повторяется. Показанное могло устареть.',
    updated: 'Обновлено: {{event}}',
    announced: '{{title}}: {{event}}',
    left: 'Изменилось и больше не подходит под фильтры',
    arrived_one: '{{count}} новая запись: показать',
    arrived_few: '{{count}} новые записи: показать',
    arrived_many: '{{count}} новых записей: показать',
    arrived_other: '{{count}} новой записи: показать',
  },
  kind: {
    agreement: 'Соглашение',
    project: 'Проект',
    collection: 'Собрание',
    agreements: 'Соглашения',
    projects: 'Проекты',
    collections: 'Собрания',
  },
  value: {
    unknown: 'неизвестно',
    undated: 'дата неизвестна',
    none: 'нет',
    notApplicable: 'не применимо',
    inLanguage: 'Язык текста: {{language}}',
  },
  languages: { en: 'английский', kk: 'казахский', ru: 'русский', zh: 'китайский' },
  age: {
    days_one: '{{count}} день',
    days_few: '{{count}} дня',
    days_many: '{{count}} дней',
    days_other: '{{count}} дня',
    months_one: '{{count}} месяц',
    months_few: '{{count}} месяца',
    months_many: '{{count}} месяцев',
    months_other: '{{count}} месяца',
    years_one: '{{count}} год',
    years_few: '{{count}} года',
    years_many: '{{count}} лет',
    years_other: '{{count}} года',
    ago: '{{age}} назад',
    today: 'сегодня',
    noNews2y: 'Два года без новостей',
    presumedDead: 'Четыре года без новостей, вероятно, заброшено',
  },
  ribbon: {
    label: 'Ход',
    signed: 'Подписано',
    constructionStarted: 'Строительство начато',
    operational: 'Работает',
    done: 'да',
    partly: 'частично',
    open: 'ещё нет',
    notApplicable: 'не применимо',
    unknown: 'неизвестно',
  },
  headline: { counted: '{{status}}: {{done}} из {{of}}' },
  state: {
    loading: 'Загрузка',
    failed: 'Не удалось загрузить',
    connection: 'Сервер не отвечает. Проверьте связь; ничего не потеряно.',
    busy: 'Сервер сейчас занят.',
    refused: 'Сервер отклонил запрос ({{code}}).',
    unreadable: 'В адресе страницы запрошено то, что нельзя прочесть ({{code}}). Измените фильтры или дату.',
    broken: 'На сервере произошла ошибка. Если она повторится, сообщите оператору этот номер: {{errorId}}',
    unexpected: 'На этой странице что-то пошло не так.',
    retry: 'Повторить',
    stale: 'Обновить не удалось; показано то, что было известно раньше.',
    notFound: 'Такой страницы нет',
    notFoundHint: 'Возможно, в адресе ошибка или запись не открыта.',
    toPortfolio: 'К портфелю',
    notAllowed: 'Эта страница для другой роли',
    notAllowedHint: 'Вы вошли, но ваша роль не работает с этой страницей.',
  },
  portfolio,
  pictures,
};
