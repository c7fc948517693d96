import type {
  AGREEMENT_KINDS,
  AGREEMENT_STATES,
  BASES,
  BINDINGNESS,
  CAPACITY_KINDS,
  COLLECTION_KINDS,
  EventType,
  EVIDENCE_CLASSES,
  FINANCE_KINDS,
  HeadlineCode,
  MILESTONE_CODES,
  MILESTONE_STATES,
  PARTY_ROLES,
  PARTY_SIDES,
  PROGRESS_KINDS,
  REASON_CODES,
  RolledStage,
  SECTORS,
  VALUE_ROLES,
} from '#domain';

type Named<Codes extends readonly string[]> = Readonly<Record<Codes[number], string>>;

/** Names of the register's codes in one language; the compiler refuses a language that lacks one. */
export interface Words {
  readonly headline: Readonly<Record<HeadlineCode, string>>;
  readonly stage: Readonly<Record<RolledStage, string>>;
  readonly legalStatus: Named<typeof AGREEMENT_STATES>;
  readonly sector: Named<typeof SECTORS>;
  readonly partyRole: Named<typeof PARTY_ROLES>;
  readonly partySide: Named<typeof PARTY_SIDES>;
  readonly valueRole: Named<typeof VALUE_ROLES>;
  readonly capacityKind: Named<typeof CAPACITY_KINDS>;
  readonly financeKind: Named<typeof FINANCE_KINDS>;
  readonly progressKind: Named<typeof PROGRESS_KINDS>;
  readonly milestone: Named<typeof MILESTONE_CODES>;
  readonly milestoneState: Named<typeof MILESTONE_STATES>;
  readonly reason: Named<typeof REASON_CODES>;
  readonly evidence: Named<typeof EVIDENCE_CLASSES>;
  readonly basis: Named<typeof BASES>;
  readonly bindingness: Named<typeof BINDINGNESS>;
  readonly agreementKind: Named<typeof AGREEMENT_KINDS>;
  readonly collectionKind: Named<typeof COLLECTION_KINDS>;
  readonly event: Readonly<Record<EventType, string>>;
  /** How one record stands to another, both ways round. */
  readonly relation: Readonly<Record<Relation, string>>;
}

type Stated =
  | 'covers'
  | 'finances'
  | 'supplies'
  | 'operates'
  | 'guarantees'
  | 'frameworkOf'
  | 'implements'
  | 'amends'
  | 'annexTo'
  | 'supersedes'
  | 'mergedInto';

/** Those that come in from the other record end in `.of`; a collection lists its members apart. */
type Relation = Stated | `${Stated | 'member.stated' | 'member.inferred'}.of`;
