import { hash } from 'node:crypto';

/** SHA-256 of salt followed by the body's bytes: what binds an event without telling it. */
export function commitmentOf(salt: Buffer, body: string): Buffer {
  return hash('sha256', Buffer.concat([salt, Buffer.from(body, 'utf8')]), 'buffer');
}
