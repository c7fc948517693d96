import type { Catalogue } from '../index.js';

export const approvals: Catalogue['approvals'] = {
  title: '审批',
};
