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
  app: { name: 'Agreement Tracker', tagline: '签约时承诺了什么，后来怎样了，依据是什么。' },
  nav: {
    main: '主导航',
    skip: '跳到正文',
    search: '搜索',
    searchHint: '搜索（Ctrl+K）',
    pages: {
      portfolio: '项目总览',
      compare: '比较',
      log: '登记',
      correct: '更正',
      queues: '待办队列',
      imports: '导入',
      updates: '更新',
      replay: '回放',
      assurance: '核查',
      admin: '管理',
      approvals: '审批',
      account: '您的账户',
    },
    menu: '菜单',
    closeMenu: '关闭菜单',
    signIn: '登录',
    signOut: '退出',
    account: '您的账户',
    portfolio: '项目总览',
    path: '当前位置',
    openData: '开放数据 (API)',
  },
  language: { label: '语言' },
  theme: { toDark: '使用深色主题', toLight: '使用浅色主题' },
  live: {
    label: '实时更新',
    open: '实时',
    connecting: '正在连接',
    waiting: '未连接',
    openHint: '变更一经记录即在此显示。',
    connectingHint: '正在建立实时连接。',
    waitingHint: '连接中断，正在重试。所显示内容可能已过时。',
    updated: '已更新：{{event}}',
    announced: '{{title}}：{{event}}',
    left: '已变更，不再符合筛选条件',
    arrived_one: '{{count}} 条新记录：显示',
    arrived_other: '{{count}} 条新记录：显示',
  },
  kind: {
    agreement: '协议',
    project: '项目',
    collection: '集合',
    agreements: '协议',
    projects: '项目',
    collections: '集合',
  },
  value: {
    unknown: '未知',
    undated: '日期未知',
    none: '无',
    notApplicable: '不适用',
    inLanguage: '文本语言：{{language}}',
  },
  languages: { en: '英语', kk: '哈萨克语', ru: '俄语', zh: '中文' },
  age: {
    days_one: '{{count}} 天',
    days_other: '{{count}} 天',
    months_one: '{{count}} 个月',
    months_other: '{{count}} 个月',
    years_one: '{{count}} 年',
    years_other: '{{count}} 年',
    ago: '{{age}}前',
    today: '今天',
    noNews2y: '两年没有消息',
    presumedDead: '四年没有消息，推定已终止',
  },
  ribbon: {
    label: '进展',
    signed: '已签署',
    constructionStarted: '已开工',
    operational: '已运营',
    done: '完成',
    partly: '部分',
    open: '尚未',
    notApplicable: '不适用',
    unknown: '未知',
  },
  headline: { counted: '{{status}}：{{of}} 个中的 {{done}} 个' },
  state: {
    loading: '加载中',
    failed: '无法加载',
    connection: '服务器没有响应。请检查网络；没有任何内容丢失。',
    busy: '服务器正忙。',
    refused: '服务器拒绝了请求（{{code}}）。',
    unreadable: '页面地址中的请求无法识别（{{code}}）。请更改筛选条件或日期。',
    broken: '服务器出错。如持续出现，请将此编号告知运维人员：{{errorId}}',
    unexpected: '此页面出错。',
    retry: '重试',
    stale: '无法刷新；显示的是之前的内容。',
    notFound: '没有这个页面',
    notFoundHint: '地址可能有误，或该记录未公开。',
    toPortfolio: '前往项目总览',
    notAllowed: '此页面属于其他角色',
    notAllowedHint: '您已登录，但您的角色不使用此页面。',
  },
  portfolio,
  pictures,
};
