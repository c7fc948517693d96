import { sql, type Kysely } from 'kysely';

/** The numbers of public ids (`AGR-2025-0001`): counted up per kind and year, never down. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE SCHEMA registry;
    CREATE TABLE registry.public_id_counter (
      prefix text COLLATE "C" NOT NULL,
      year integer NOT NULL,
      last integer NOT NULL CONSTRAINT public_id_counter_from_1 CHECK (last > 0),
      CONSTRAINT public_id_counter_pk PRIMARY KEY (prefix, year)
    );

    CREATE FUNCTION registry.take_public_numbers(of_prefix text, of_year integer, how_many integer) RETURNS integer
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
      INSERT INTO registry.public_id_counter AS c (prefix, year, last) VALUES (of_prefix, of_year, greatest(1, how_many))
      ON CONFLICT (prefix, year) DO UPDATE SET last = c.last + greatest(1, how_many)
      RETURNING last
    $$;
    COMMENT ON FUNCTION registry.take_public_numbers IS 'Gives the last of how_many numbers that nobody else gets.';

    GRANT USAGE ON SCHEMA registry TO es_writer;
    GRANT EXECUTE ON FUNCTION registry.take_public_numbers(text, integer, integer) TO es_writer;
  `.execute(db);
}
