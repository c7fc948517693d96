import { z } from 'zod';
import { isCountry } from '../codes/places.js';
import { PARTY_ROLES, PARTY_SCHEMES, PARTY_SIDES } from '../codes/words.js';
import { decimalSchema } from './decimal.js';
import { localizedTextSchema } from './localized-text.js';

export const countrySchema = z.string().refine(isCountry, {
  error: 'is not an ISO 3166-1 country code such as KZ or CN',
  params: { code: 'UNKNOWN_CODE' },
});

/** A state, company or body as a source names it. */
export const partySchema = z
  .strictObject({
    name: z.string().trim().min(1).max(300),
    names: localizedTextSchema.optional(),
    countryCode: countrySchema.optional(),
    identifier: z
      .strictObject({ scheme: z.enum(PARTY_SCHEMES), id: z.string().trim().min(1).max(64) })
      .optional(),
  })
  .meta({ id: 'Party', examples: [{ name: 'Sinopec', countryCode: 'CN' }] });

export type Party = z.infer<typeof partySchema>;

/** A party in a record: what it is there for, on whose side, with which share in percent. */
export const participationSchema = z
  .strictObject({
    party: partySchema,
    role: z.enum(PARTY_ROLES),
    side: z.enum(PARTY_SIDES),
    share: decimalSchema.optional(),
  })
  .meta({ id: 'Participation' });

export type Participation = z.infer<typeof participationSchema>;

/** Same key, same party: its identifier, else its name without case, spacing or punctuation. */
export function partyKey(party: Pick<Party, 'name' | 'identifier'>): string {
  if (party.identifier !== undefined) return `${party.identifier.scheme}:${party.identifier.id}`;
  return comparable(party.name);
}

/** Text reduced to what two spellings of one name share. */
export function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
