import type { AccountRole, DeliveryState, Grant } from '#contracts';

// The page takes types alone from the contracts: their shapes would probe for `eval`, which its policy forbids.
const codesOf = <Code extends string>(codes: Readonly<Record<Code, true>>) => Object.keys(codes) as Code[];

export const ROLES: readonly AccountRole[] = codesOf<AccountRole>({
  ...{ staff: true, approver: true, stakeholder: true },
  ...{ auditor: true, admin: true, operator: true },
});

export const KEY_GRANTS: readonly Grant[] = codesOf<Grant>({
  ...{ read: true, record: true, notifications: true },
  ...{ audit: true, administer: true, operate: true },
});

export const STATES: readonly DeliveryState[] = codesOf<DeliveryState>({
  ...{ planned: true, sending: true, accepted: true, delivered: true, bounced: true, held: true },
  ...{ dead: true, suppressed: true, superseded: true, cancelled: true, unknown: true },
});
