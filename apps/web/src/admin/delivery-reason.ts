import type { Delivery } from '#contracts';

// What mail servers and connections to them answer, by what an operator can do about it.
const OF_MAIL = [
  [/^SMTP_5/, 'refused'],
  [/^SMTP_/, 'putOff'],
  [/^EAUTH$/, 'signIn'],
  [/^E[A-Z]+$/, 'unreached'],
] as const;

/** Why a notice is where it is: the name of its words, what the other side said, and the code that both come from. */
export interface DeliveryReason {
  readonly word: string;
  readonly code: string;
  readonly note: string | null;
}

/** Undefined while nothing stood in the way. */
export function reasonOf({ holdReason, reason, attempts }: Delivery): DeliveryReason | undefined {
  const last = attempts.at(-1);
  const code = holdReason ?? reason ?? last?.code;
  if (code == null) return undefined;
  const word = OF_MAIL.find(([pattern]) => pattern.test(code))?.[1] ?? code;
  // A note is of the last attempt: it explains its code and no other.
  return { word, code, note: code === last?.code ? last.note : null };
}
