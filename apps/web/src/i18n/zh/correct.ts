import type { Catalogue } from '../index.js';

export const correct: Catalogue['correct'] = {
  title: '更正',
  note: '是现实发生了变化？请改为登记。此处更正的是我们自己的记录：最初所记与正确内容都会保留可查。',
  which: '哪个事件有误？',
  more: '该档案的其他事件',
  choose: '更正',
  leave: '保持不变',
  what: '哪里有误',
  mode: {
    correct: '内容有误',
    retract: '不应存在',
  },
  contents: '其他内容',
  explanationHint: '收到错误通知的人会看到这段话。',
  explainFirst: '请先说明更改理由。',
  look: '查看影响',
  confirm: '确认更正',
  done: '已更正',
  inTheWay: '以下事件相冲突，请一并更正或撤回：',
  alsoThis: '一并处理',
  preview: {
    heading: '确认之前',
    told: '谁收到了错误通知',
    nobody: '尚未通知任何人。',
    people_one: '{{count}} 人',
    people_other: '{{count}} 人',
    last: '最近一次 {{when}}',
    correctionGoesOut: '无论现在关注什么，他们都会收到更正。',
    state: '档案将处于何种状态',
    same: '保持不变：{{state}}',
    changes: '由“{{before}}”变为“{{after}}”',
  },
  channel: {
    'in-app': '收件箱',
    email: '电子邮件',
  },
};
