import type { useWords } from '../../app/use-words.js';

type Words = ReturnType<typeof useWords>;
type Group = Parameters<Words['word']>[0];

/** Where the names of a field's codes stand; a code is looked for in their order. */
const GROUPS: Readonly<Record<string, readonly Group[]>> = {
  kind: ['capacityKind', 'financeKind', 'progressKind', 'agreementKind', 'collectionKind'],
  code: ['milestone', 'sector'],
  reasonCode: ['reason'],
  role: ['partyRole', 'valueRole'],
  side: ['partySide'],
  class: ['evidence'],
  basis: ['basis'],
  bindingness: ['bindingness'],
  initialStatus: ['legalStatus'],
  initialStage: ['stage'],
  toStage: ['stage'],
  relation: ['relation'],
};

/** Name of a code that a field may bear. */
export function nameOfChoice({ t, word }: Words, field: string, code: string): string {
  for (const group of GROUPS[field] ?? []) {
    const name = word(group, code);
    if (name !== code) return name;
  }
  return t(`log/choice/${code}`);
}
