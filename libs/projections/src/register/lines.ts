import { isDeepStrictEqual } from 'node:util';
import { findingsOf } from '#domain';
import { aroundOf, derive } from './derive.js';
import type { Folded, Known } from './fold.js';
import type { Link } from './links.js';
import { Network } from './network.js';
import { findingRow, linkRow, milestoneRow, recordRow, type Audience } from './rows.js';
import type { Surroundings } from './surroundings.js';

/** Everything that the tables hold of the records whose lines are replaced. */
export interface Lines {
  readonly ids: readonly string[];
  readonly records: readonly ReturnType<typeof recordRow>[];
  readonly milestones: readonly ReturnType<typeof milestoneRow>[];
  readonly findings: readonly ReturnType<typeof findingRow>[];
  readonly links: readonly ReturnType<typeof linkRow>[];
}

/** Derives the lines of the affected records, one for all readers where they see the same, else one an audience. */
export function linesOf({ states, affected }: Surroundings): Lines {
  const staff = new Network(states, (record) => record.whole);
  const differs = [...states.values()].some((record) => record.public !== record.whole);
  const open = differs ? new Network(states, (record) => record.public) : staff;
  const records = affected.flatMap((id) => states.get(id) ?? []);
  const lines = records.flatMap((record) => ownLines(record, staff, open));
  return {
    ids: affected,
    records: lines.map(({ record }) => record),
    milestones: lines.flatMap(({ milestones }) => milestones),
    findings: lines.flatMap(({ findings }) => findings),
    links: affected.flatMap((id) =>
      open === staff ? staff.linksFrom(id).map((link) => linkRow(link, 'all')) : linkRows(id, staff, open),
    ),
  };
}

function ownLines(record: Folded, staff: Network, open: Network) {
  const whole = staff.known(record.id);
  if (whole === undefined) return [];
  if (open === staff) return [lineOf(record.id, whole, { network: staff, audience: 'all' })];
  const seen = open.known(record.id);
  const forStaff = lineOf(record.id, whole, { network: staff, audience: 'staff' });
  if (seen === undefined) return [forStaff];
  const forPublic = lineOf(record.id, seen, { network: open, audience: 'public' });
  const same = isDeepStrictEqual(plain(forStaff, 'all'), plain(forPublic, 'all'));
  return same ? [lineOf(record.id, whole, { network: staff, audience: 'all' })] : [forStaff, forPublic];
}

interface Seen {
  readonly network: Network;
  readonly audience: Audience;
}

function lineOf(id: string, known: Known, { network, audience }: Seen) {
  const { state } = known;
  const neighbours = network.around(id);
  return {
    record: recordRow(id, known, { ...derive(state, neighbours), audience }),
    findings: findingsOf(state, aroundOf(neighbours)).map((found) => findingRow(id, found, audience)),
    milestones:
      state.voided || state.mergedInto !== null
        ? []
        : state.milestones.map((milestone) => milestoneRow(id, milestone, audience)),
  };
}

/** A line as it is stored, so that neither the order of names nor the audience makes two lines differ. */
const plain = (line: ReturnType<typeof lineOf>, audience: Audience): unknown =>
  JSON.parse(
    JSON.stringify({
      record: { ...line.record, audience },
      milestones: line.milestones.map((milestone) => ({ ...milestone, audience })),
      findings: line.findings.map((found) => ({ ...found, audience })),
    }),
  );

function linkRows(id: string, staff: Network, open: Network) {
  const [whole, seen] = [staff.linksFrom(id), open.linksFrom(id)];
  const isIn = (links: readonly Link[], link: Link) => links.some((other) => isDeepStrictEqual(other, link));
  return [
    ...whole.map((link) => linkRow(link, isIn(seen, link) ? 'all' : 'staff')),
    ...seen.filter((link) => !isIn(whole, link)).map((link) => linkRow(link, 'public')),
  ];
}
