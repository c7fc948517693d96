import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { History, RecordDetail } from '#contracts';
import { api } from '../app/api.js';
import { pathOf } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { formatPartialDate } from '../format/dates.js';
import { STAGE_EVENT } from './commands.js';
import { isRetracted } from '../record/entries.js';

const STEPS = new Set([...Object.values(STAGE_EVENT), 'MilestoneAchieved']);

/** What is recorded already: the same news again is further evidence of it, or another date corrects it. */
export function KnownSteps({ record }: { record: RecordDetail }) {
  const { t, word, language } = useWords();
  const { aggregate, id, publicId, position } = record;
  const history = useQuery({
    queryKey: ['history', aggregate, id, position],
    queryFn: ({ signal }) =>
      api.read<History>(`${pathOf(aggregate)}/${id}/history`, {
        params: { limit: 200, minPosition: position },
        signal,
      }),
  });
  const known = (history.data?.items ?? []).filter((item) => STEPS.has(item.type) && !isRetracted(item));
  if (known.length === 0) return null;
  return (
    <section aria-labelledby="known-steps" className="step-group">
      <h3 id="known-steps" className="small-heading">
        {t('log/known/heading')}
      </h3>
      <ul className="known-steps">
        {known.map(({ id: event, type, occurredOn, data }) => (
          <li key={event}>
            <span>
              <strong>
                {type === 'MilestoneAchieved' ? word('milestone', String(data['code'])) : word('event', type)}
              </strong>
              {', '}
              {occurredOn === null ? t('value/undated') : formatPartialDate(occurredOn.edtf, language)}
            </span>
            <Link
              className="link"
              to="/log"
              search={{ record: `${aggregate}/${publicId}`, step: 'attach-evidence', event }}
            >
              {t('log/known/add')}
            </Link>
            <Link
              className="link"
              to="/correct/$kind/$id"
              params={{ kind: aggregate, id: publicId }}
              search={{ event }}
            >
              {t('log/known/correct')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
