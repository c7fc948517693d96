import { Paper, Text } from '@mantine/core';
import type { PortfolioSummary } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatKnownSums } from '../pictures/known-sums.js';

const STEPS = ['signed', 'building', 'operating', 'ended'] as const;
const KNOWN = ['value', 'region', 'anyDate', 'capacity'] as const;

/** The figures first: how many of how many, and what is known at all. */
export function Figures({ summary }: { summary: PortfolioSummary }) {
  const { t, language } = useWords();
  const total = formatKnownSums(summary.value, language);
  return (
    <section aria-labelledby="figures">
      <h2 id="figures" className="unseen">
        {t('portfolio/figures/heading')}
      </h2>
      <div className="figures">
        {STEPS.map((step) => (
          <Paper key={step} className="figure" withBorder>
            <Text className="figure-name">{t(`portfolio/figures/${step}`)}</Text>
            <p className="figure-count">
              {summary.steps[step].known}
              <span className="figure-of"> {t('portfolio/figures/of', { of: summary.steps[step].of })}</span>
            </p>
            <Bar {...summary.steps[step]} />
          </Paper>
        ))}
        <Paper className="figure" withBorder>
          <Text className="figure-name">{t('portfolio/known/total')}</Text>
          <p className="figure-count">{total || t('portfolio/known/noTotal')}</p>
          <Text size="sm">
            {t('portfolio/known/share', { known: summary.value.known, of: summary.value.of })}
          </Text>
        </Paper>
      </div>
      <Paper className="known" withBorder>
        <div>
          <h2 className="small-heading">{t('portfolio/known/heading')}</h2>
          <Text size="sm">{t('portfolio/known/note')}</Text>
        </div>
        <dl className="known-list">
          {KNOWN.map((what) => (
            <div key={what}>
              <dt>{t(`portfolio/known/${what}`)}</dt>
              <dd>
                {t('portfolio/known/share', { ...summary.known[what] })}
                <Bar {...summary.known[what]} />
              </dd>
            </div>
          ))}
        </dl>
      </Paper>
    </section>
  );
}

/** A share as a bar; the words beside it say the same. */
function Bar({ known, of }: { known: number; of: number }) {
  return <progress className="share" value={known} max={Math.max(1, of)} aria-hidden="true" />;
}
