import {
  dormancy,
  type Capacity,
  type Headline,
  type LocalizedText,
  type Money,
  type Participation,
  type Ribbon,
} from '#domain';
import type { RegisterItem } from '#contracts';
import { dateAnswer, isOverdue, quietDays } from './dates.js';

/** A line of `views.record` as lists read it. */
export interface RecordLine {
  readonly id: string;
  readonly public_id: string;
  readonly version: number;
  readonly position: bigint;
  readonly last_news_on: string | null;
  readonly item: StoredItem;
}

interface StoredItem {
  readonly aggregate: RegisterItem['aggregate'];
  readonly kind: string | null;
  readonly titles: LocalizedText;
  readonly legalStatus: string | null;
  readonly stage: string | null;
  readonly deliveryMode: 'build' | 'no_build' | null;
  readonly headline: Headline;
  readonly ribbon: Ribbon | null;
  readonly countryCode: string | null;
  readonly regions: readonly string[];
  readonly sector: string | null;
  readonly parties: readonly Participation[];
  readonly value: Money | null;
  readonly openingBalance: boolean;
  readonly capacities: readonly Pick<Capacity, 'kind' | 'quantity'>[];
  readonly milestones: readonly { milestoneId: string; code: string; plannedOn: string | null }[];
}

/** Columns that a RecordLine needs. */
export const LINE_COLUMNS = 'id, public_id, version, position, last_news_on::text AS last_news_on, item';

/** A line of the register as of `today` (`YYYY-MM-DD`). */
export function itemOf(line: RecordLine, today: string): RegisterItem {
  const { milestones, capacities, parties, regions, headline, ...item } = line.item;
  return {
    ...{ id: line.id, publicId: line.public_id, version: line.version, position: String(line.position) },
    ...{
      ...item,
      headline: { ...headline },
      regions: [...regions],
      parties: [...parties],
      capacities: [...capacities],
    },
    nextMilestone: nextOf(milestones, today),
    lastNewsOn: line.last_news_on,
    quietDays: quietDays(line.last_news_on, today),
    dormancy: dormancy(line.last_news_on, today),
  };
}

function nextOf(milestones: StoredItem['milestones'], today: string): RegisterItem['nextMilestone'] {
  const dated = milestones.flatMap(({ plannedOn, ...milestone }) =>
    plannedOn === null
      ? []
      : [{ ...milestone, plannedOn: dateAnswer(plannedOn), overdue: isOverdue('Planned', plannedOn, today) }],
  );
  const key = ({ plannedOn, milestoneId }: (typeof dated)[number]) => `${plannedOn.to} ${milestoneId}`;
  return dated.sort((a, b) => (key(a) < key(b) ? -1 : 1))[0] ?? null;
}
