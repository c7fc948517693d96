import { account } from './account.js';
import { admin } from './admin.js';
import { approvals } from './approvals.js';
import { assurance } from './assurance.js';
import { compare } from './compare.js';
import { correct } from './correct.js';
import { imports } from './imports.js';
import { log } from './log.js';
import { queues } from './queues.js';
import { record } from './record.js';
import { refusals } from './refusals.js';
import { replay } from './replay.js';
import { requests } from './requests.js';
import { signIn } from './sign-in.js';
import { updates } from './updates.js';

/** What the other pages say: fetched with the first of them. */
export const later = {
  record,
  compare,
  log,
  correct,
  queues,
  imports,
  updates,
  replay,
  assurance,
  admin,
  approvals,
  account,
  signIn,
  refusal: refusals,
  request: requests,
};
