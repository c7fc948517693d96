import { v5 } from 'uuid';
import { z } from 'zod';
import type { Aggregate, CommandName } from '#domain';
import entriesJson from '../../data/portfolio.json' with { type: 'json' };
import factsJson from '../../data/portfolio-facts.json' with { type: 'json' };
import { entrySchema, factSchema, type PortfolioEntry, type PortfolioFact } from './entry.js';
import { capacities, classifications, location, outputs, parties, promised } from './parts.js';

/** Uuid of the record that an entry became. */
export type RecordIdOf = (entry: string) => string;

/** One command of the first portfolio. Its id follows from the entry, so that loading twice changes nothing. */
export interface PortfolioCommand {
  /** Entry of the portfolio that it is about, e.g. `SEED-09`. */
  readonly entry: string;
  readonly name: CommandName;
  readonly aggregate: Aggregate;
  readonly creates: boolean;
  readonly commandId: string;
  readonly input: (recordIdOf: RecordIdOf) => Readonly<Record<string, unknown>>;
}

const NAMESPACE = '6d1f6b1a-5f0c-4b53-9d3e-0d3f2f8f9a11';
/** The council session that the portfolio-level figures were told at. */
const SESSION = 'SEED-01';

const ARTICLE = {
  publisher: 'Press',
  title: 'Article on the 8th Kazakhstan-China Business Council (without a date of its own)',
  class: 'press',
  language: 'en',
} as const;

/** The first portfolio as the commands that a person would give, in order. */
export function portfolioCommands(): readonly PortfolioCommand[] {
  const entries = z.array(entrySchema).parse(entriesJson);
  const facts = z.array(factSchema).parse(factsJson);
  return [
    ...entries.map((entry) => registration(entry, facts)),
    ...entries.filter(isSigned).map(signature),
    ...entries.flatMap(links),
  ];
}

function command(
  entry: PortfolioEntry,
  name: CommandName,
  input: PortfolioCommand['input'],
): PortfolioCommand {
  return {
    entry: entry.id,
    name,
    aggregate: entry.recordType,
    creates: name.startsWith('Register') || name.startsWith('Define'),
    commandId: v5(`${entry.id} ${name}`, NAMESPACE),
    input: (recordIdOf) => ({ ...input(recordIdOf), sources: [ARTICLE] }),
  };
}

function registration(entry: PortfolioEntry, facts: readonly PortfolioFact[]): PortfolioCommand {
  const common = {
    titles: { en: entry.title },
    description: { en: entry.sourceNote },
    parties: parties(entry),
    classifications: classifications(entry),
    ...location(entry),
    note: noteOf(entry),
    notADuplicate: true,
  };
  switch (entry.recordType) {
    case 'collection':
      return command(entry, 'DefineCollection', () => ({
        ...common,
        kind: entry.kind,
        claims: entry.id === SESSION ? facts.flatMap(claim) : [],
      }));
    case 'agreement':
      return command(entry, 'RegisterAgreement', () => ({
        ...common,
        kind: entry.kind === 'cooperation_area' ? 'cooperationArea' : 'unspecified',
        ...value(entry),
        milestones: promised(entry),
      }));
    case 'project':
      return command(entry, 'RegisterProject', () => ({
        ...common,
        kind: entry.kind,
        deliveryMode: entry.deliveryMode ?? 'build',
        initialStage: entry.stage ?? 'Announced',
        ...value(entry),
        capacities: capacities(entry),
        outputs: outputs(entry),
        milestones: promised(entry),
      }));
  }
}

/** A claim about the whole stays a claim: it becomes no value of any record and is added to nothing. */
function claim(fact: PortfolioFact) {
  if (fact.value === null || fact.unit === null) return [];
  const { id, statement, value, qualifier, unit, attributedTo } = fact;
  return [{ claimId: id, metric: statement, value, qualifier: qualifier ?? 'exact', unit, attributedTo }];
}

const value = (entry: PortfolioEntry) => {
  if (entry.value === null) return {};
  const given = Object.entries(entry.value).filter(([, part]) => part !== null);
  return { value: Object.fromEntries(given) };
};

/** What the article leaves open, and what it says beside the fields, in words. */
function noteOf(entry: PortfolioEntry): string {
  const said = entry.milestones.map(({ code, note }) => `${code}: ${note}`);
  const related = entry.relatedTo.map(({ id, relation }) => `${relation} ${id}`);
  return [
    `The article says: ${entry.articleStatus}.`,
    ...(said.length > 0 ? [`Dates: ${said.join('; ')}.`] : []),
    ...(related.length > 0 ? [`Related: ${related.join('; ')}.`] : []),
    `Not said: ${entry.unknowns.join(', ')}.`,
  ].join(' ');
}

const isSigned = (entry: PortfolioEntry): boolean =>
  entry.recordType === 'agreement' && entry.legalStatus === 'Signed';

const signature = (entry: PortfolioEntry): PortfolioCommand =>
  command(entry, 'SignAgreement', () => ({
    signatories: parties(entry).map(({ party }) => party),
    note: 'Signed by the word of the article; the date is not given.',
  }));

/** An agreement of the portfolio covers one project at most: its command id need not name the project. */
function links(entry: PortfolioEntry): PortfolioCommand[] {
  if (entry.recordType !== 'agreement') return [];
  const covered = entry.relatedTo.find(({ relation }) => relation === 'covers');
  if (covered === undefined) return [];
  return [
    command(entry, 'LinkProject', (recordIdOf) => ({
      projectId: recordIdOf(covered.id),
      relation: 'covers',
    })),
  ];
}
