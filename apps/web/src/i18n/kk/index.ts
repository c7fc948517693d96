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
    tagline: 'Қол қойғанда не уәде етілді, одан не шықты және бұл қайдан белгілі.',
  },
  nav: {
    main: 'Негізгі',
    skip: 'Мазмұнға өту',
    search: 'Іздеу',
    searchHint: 'Іздеу (Ctrl+K)',
    pages: {
      portfolio: 'Портфель',
      compare: 'Салыстыру',
      log: 'Тіркеу',
      correct: 'Түзету',
      queues: 'Кезектер',
      imports: 'Импорт',
      updates: 'Жаңартулар',
      replay: 'Қайта ойнату',
      assurance: 'Тексеру',
      admin: 'Әкімшілік',
      approvals: 'Келісулер',
      account: 'Тіркелгіңіз',
    },
    menu: 'Мәзір',
    closeMenu: 'Мәзірді жабу',
    signIn: 'Кіру',
    signOut: 'Шығу',
    account: 'Тіркелгіңіз',
    portfolio: 'Портфель',
    path: 'Сіз осындасыз',
    openData: 'Ашық деректер (API)',
  },
  language: { label: 'Тіл' },
  theme: { toDark: 'Қараңғы тақырыпты қосу', toLight: 'Жарық тақырыпты қосу' },
  live: {
    label: 'Жаңартулар',
    open: 'Байланыста',
    behind: 'Қуып жетуде',
    connecting: 'Қосылуда',
    waiting: 'Байланыс жоқ',
    openHint: 'Өзгерістер жазылған бойда осында көрінеді.',
    behindHint: 'Өзгерістер әлі енгізіліп жатыр. Көрсетілгені сәл ескірген болуы мүмкін.',
    connectingHint: 'Байланыс орнатылуда.',
    waitingHint: 'Байланыс үзілді, қайта қосылуда. Көрсетілген мәлімет ескірген болуы мүмкін.',
    updated: 'Жаңартылды: {{event}}',
    announced: '{{title}}: {{event}}',
    left: 'Өзгерді, сүзгілерге енді сай емес',
    arrived_one: '{{count}} жаңа жазба: көрсету',
    arrived_other: '{{count}} жаңа жазба: көрсету',
  },
  kind: {
    agreement: 'Келісім',
    project: 'Жоба',
    collection: 'Жинақ',
    agreements: 'Келісімдер',
    projects: 'Жобалар',
    collections: 'Жинақтар',
  },
  value: {
    unknown: 'белгісіз',
    undated: 'күні белгісіз',
    none: 'жоқ',
    notApplicable: 'қолданылмайды',
    inLanguage: 'Мәтін тілі: {{language}}',
  },
  languages: { en: 'ағылшын', kk: 'қазақ', ru: 'орыс', zh: 'қытай' },
  age: {
    days_one: '{{count}} күн',
    days_other: '{{count}} күн',
    months_one: '{{count}} ай',
    months_other: '{{count}} ай',
    years_one: '{{count}} жыл',
    years_other: '{{count}} жыл',
    ago: '{{age}} бұрын',
    today: 'бүгін',
    noNews2y: 'Екі жыл бойы жаңалық жоқ',
    presumedDead: 'Төрт жыл бойы жаңалық жоқ, тоқтаған болуы мүмкін',
  },
  ribbon: {
    label: 'Барысы',
    signed: 'Қол қойылды',
    constructionStarted: 'Құрылыс басталды',
    operational: 'Жұмыс істейді',
    done: 'иә',
    partly: 'ішінара',
    open: 'әлі жоқ',
    notApplicable: 'қолданылмайды',
    unknown: 'белгісіз',
  },
  headline: { counted: '{{status}}: {{of}} ішінен {{done}}' },
  state: {
    loading: 'Жүктелуде',
    failed: 'Жүктеу мүмкін болмады',
    connection: 'Сервер жауап бермейді. Байланысты тексеріңіз; ештеңе жоғалған жоқ.',
    busy: 'Сервер қазір бос емес.',
    refused: 'Сервер сұрауды қабылдамады ({{code}}).',
    unreadable: 'Бет мекенжайында оқылмайтын нәрсе сұралған ({{code}}). Сүзгілерді немесе күнді өзгертіңіз.',
    broken: 'Серверде қате шықты. Қайталанса, операторға мына нөмірді айтыңыз: {{errorId}}',
    unexpected: 'Бұл бетте қате шықты.',
    retry: 'Қайталау',
    stale: 'Жаңарту мүмкін болмады; бұрынғы мәлімет көрсетілген.',
    notFound: 'Мұндай бет жоқ',
    notFoundHint: 'Мекенжай қате болуы немесе жазба ашық болмауы мүмкін.',
    toPortfolio: 'Портфельге',
    notAllowed: 'Бұл бет басқа рөлге арналған',
    notAllowedHint: 'Сіз кіргенсіз, бірақ рөліңіз бұл бетпен жұмыс істемейді.',
    signedOut: 'Сіз жүйеден шығарылдыңыз.',
    signedOutHint: 'Сеанстың мерзімі өтті немесе ол тоқтатылды. Толтыра бастаған пішініңіз сақталды.',
    signInAgain: 'Қайта кіру',
    close: 'Жабу',
    closed: 'Бұл бетті көру үшін қайта кіріңіз.',
  },
  portfolio,
  pictures,
};
