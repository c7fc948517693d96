type Translate = (key: string, values?: Readonly<Record<string, unknown>>) => string;
type Word = (
  group: 'event' | 'partyRole' | 'milestone' | 'capacityKind' | 'progressKind' | 'relation' | 'valueRole',
  code: string,
) => string;

export interface Naming {
  readonly t: Translate;
  readonly word: Word;
  /** Code of a milestone by its id, as far as it is known. */
  readonly milestoneCodes: ReadonlyMap<string, string>;
}

const FACTS: Readonly<Record<string, string>> = {
  ...{ stage: 'stage', legalStatus: 'legalStatus', value: 'value', regions: 'region', place: 'location' },
  ...{ description: 'description', expiresOn: 'expiresOn', location: 'location' },
};

/** What one thing is called that a record shows, such as `milestone.m1.plannedOn`. */
export function fieldName(field: string, { t, word, milestoneCodes }: Naming): string {
  const fact = FACTS[field];
  if (fact !== undefined) return t(`record/facts/${fact}`);
  const [head = '', ...rest] = field.split('.');
  const first = rest[0] ?? '';
  const last = rest.at(-1) ?? '';
  switch (head) {
    case 'titles':
    case 'registered':
    case 'voided':
    case 'mergedInto':
    case 'member':
    case 'claim':
      return t(`record/fields/${head}`);
    case 'classification':
      return first === 'sector' ? t('record/facts/sector') : t('record/fields/code', { scheme: first });
    case 'value':
      return `${t('record/facts/value')} (${word('valueRole', first)})`;
    case 'party':
      return `${t('record/fields/party')} (${word('partyRole', last)})`;
    case 'milestone': {
      const id = rest.slice(0, -1).join('.');
      const code = milestoneCodes.get(id) ?? id.replace(/-[0-9a-f]{8}$/, '');
      return t(`record/fields/${last}`, { milestone: word('milestone', code) });
    }
    case 'step':
      return stepName(rest, { t, word });
    case 'capacity':
    case 'measure':
      return `${t('record/facts/capacity')} (${word('capacityKind', rest[1] ?? first)})`;
    case 'progress':
      return `${t('record/facts/progress')} (${word('progressKind', first)})`;
    case 'link':
    case 'relation':
      return word('relation', first);
    default:
      return field;
  }
}

/** A stage by its event, with the phase it is of and which one of its kind it is. */
function stepName(parts: readonly string[], { t, word }: Pick<Naming, 't' | 'word'>): string {
  const index = parts.findIndex((part) => part === 'opening' || /^[A-Z][a-z]+[A-Z]/.test(part));
  const event = parts[index] ?? parts.at(-1) ?? '';
  const phase = parts.slice(0, Math.max(0, index)).join('.');
  const name = event === 'opening' ? t('record/fields/opening') : word('event', event);
  const numbered = parts[index + 1] === undefined ? name : `${name} ${parts[index + 1]}`;
  return phase === '' || phase === 'whole' ? numbered : `${phase}: ${numbered}`;
}
