import { z } from 'zod';
import { localizedTextSchema } from '../read/values.js';
import { commandAnswerShape } from '../commands/answer.js';

const timeShape = z.iso.datetime();
const personShape = z.object({ id: z.uuid(), name: z.string() });

export const PROPOSAL_STATES = ['open', 'approved', 'rejected', 'withdrawn', 'expired'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** A sensitive command that waits for somebody else. */
export const proposalShape = z
  .object({
    id: z.uuid(),
    state: z.enum(PROPOSAL_STATES),
    command: z.string().meta({ description: 'Such as `CancelProject`' }),
    kind: z.enum(['agreement', 'project', 'collection']),
    recordId: z.uuid(),
    publicId: z.string(),
    titles: localizedTextSchema,
    input: z.record(z.string(), z.unknown()).meta({ description: 'Body of the command' }),
    hash: z.string().meta({ description: 'SHA-256 of what is proposed, hexadecimal: approve by it' }),
    proposedBy: personShape,
    proposedAt: timeShape,
    expiresAt: timeShape,
    decidedBy: personShape.nullable(),
    decidedAt: timeShape.nullable(),
    reason: z.string().nullable().meta({ description: 'Why it was rejected' }),
  })
  .meta({ id: 'Proposal' });
export type Proposal = z.infer<typeof proposalShape>;

export const proposalListShape = z
  .object({ items: z.array(proposalShape), next: z.uuid().nullable() })
  .meta({ id: 'ProposalList' });
export type ProposalList = z.infer<typeof proposalListShape>;

export const proposalsQueryShape = z.strictObject({
  state: z.enum(PROPOSAL_STATES).optional(),
  after: z.uuid().optional().meta({ description: 'Proposals before this one: the list is newest first' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ProposalsQuery = z.infer<typeof proposalsQueryShape>;

/** Body of `POST /api/proposals`. */
export const newProposalShape = z
  .strictObject({
    command: z.string().min(1).max(60).meta({ description: 'Name as `/next` gives it' }),
    kind: z.enum(['agreement', 'project', 'collection']),
    recordId: z.string().min(1).max(64).meta({ description: 'Uuid or public id' }),
    input: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'NewProposal' });
export type NewProposal = z.infer<typeof newProposalShape>;

/** Body of `PUT /api/proposals/{id}`. */
export const proposalChangeShape = z
  .strictObject({ input: z.record(z.string(), z.unknown()) })
  .meta({ id: 'ProposalChange' });
export type ProposalChange = z.infer<typeof proposalChangeShape>;

/** Body of `POST /api/proposals/{id}/approve`. */
export const approvalShape = z
  .strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/, { error: 'is the hash of the proposal' }) })
  .meta({ id: 'Approval' });
export type Approval = z.infer<typeof approvalShape>;

/** Body of `POST /api/proposals/{id}/reject`. */
export const proposalRejectionShape = z
  .strictObject({ reason: z.string().min(1).max(1_000) })
  .meta({ id: 'ProposalRejection' });
export type ProposalRejection = z.infer<typeof proposalRejectionShape>;

export const approvalAnswerShape = z
  .object({ proposal: proposalShape, answer: commandAnswerShape })
  .meta({ id: 'ApprovalAnswer' });
export type ApprovalAnswer = z.infer<typeof approvalAnswerShape>;
