import type pg from 'pg';

const REFUSE = `
  INSERT INTO notify.suppression (address_hash, reason) VALUES (sha256(convert_to(lower($1), 'UTF8')), $2)
  ON CONFLICT ON CONSTRAINT suppression_pk DO NOTHING`;

/** Nothing is sent to this address any more. Only its hash is kept. */
export async function refuseAddress(
  pool: Pick<pg.Pool, 'query'>,
  address: string,
  reason: 'bounced',
): Promise<void> {
  await pool.query(REFUSE, [address, reason]);
}
