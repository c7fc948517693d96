import { useQuery } from '@tanstack/react-query';
import type { Activity } from '#contracts';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { formatPartialDate } from '../format/dates.js';
import { formatDecimal } from '../format/numbers.js';
import { TableView } from '../pictures/table-view.js';
import { Failed, Loading } from '../ui/states.js';
import { lastMonths } from './months.js';

/** How much was recorded a month: how alive the register is. */
export function ActivityPanel() {
  const { t } = useWords();
  const activity = useQuery({
    queryKey: ['activity'],
    queryFn: ({ signal }) => api.readNewest<Activity>('/portfolio/activity', { signal }),
  });
  return (
    <section aria-labelledby="activity" className="panel">
      <h2 id="activity" className="small-heading">
        {t('pictures/activity/heading')}
      </h2>
      <p className="dim panel-note">{t('pictures/activity/note')}</p>
      {activity.isPending && <Loading />}
      {activity.isError && activity.data === undefined && (
        <Failed error={activity.error} onRetry={() => void activity.refetch()} />
      )}
      {activity.data !== undefined && <Months activity={activity.data} />}
    </section>
  );
}

function Months({ activity }: { activity: Activity }) {
  const { t, language } = useWords();
  const months = lastMonths(activity.months);
  const top = months.reduce((best, next) => (next.events > best.events ? next : best), {
    month: '',
    events: 0,
  });
  if (top.events === 0) return <p className="dim">{t('pictures/activity/none')}</p>;
  const named = months.map(({ month, events }) => ({
    ...{ month, name: formatPartialDate(month, language) },
    ...{ events, text: formatDecimal(String(events), language) },
  }));
  const total = months.reduce((all, { events }) => all + events, 0);
  const label = t('pictures/activity/label', {
    ...{ count: total, months: months.length, most: formatDecimal(String(top.events), language) },
    month: formatPartialDate(top.month, language),
  });
  const step = 100 / months.length;
  return (
    <>
      <svg
        className="activity-picture"
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        {named.map(({ month, name, events, text }, at) => (
          <rect
            key={month}
            className="picture-count"
            x={at * step + step * 0.1}
            width={step * 0.8}
            y={100 - (events / top.events) * 96}
            height={(events / top.events) * 96}
          >
            <title>{t('pictures/activity/bar', { month: name, events: text })}</title>
          </rect>
        ))}
      </svg>
      <p className="activity-ends dim" aria-hidden="true">
        <span>{named[0]?.name}</span>
        <span>{named.at(-1)?.name}</span>
      </p>
      <p className="dim">{label}</p>
      <TableView
        label={t('pictures/activity/heading')}
        columns={[t('pictures/activity/month'), t('pictures/activity/events')]}
        rows={named.map(({ name, text }) => [name, text])}
      />
    </>
  );
}
