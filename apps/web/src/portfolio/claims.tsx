import { Button, Paper, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { PortfolioSummary } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatDecimal } from '../format/numbers.js';
import { formatMoney } from '../format/money.js';
import { qualify, type Qualifier } from '../format/qualified.js';
import { pickText } from '../format/text.js';

type Claim = PortfolioSummary['claims'][number];
const FIRST = 3;

/** What was claimed of the whole: shown as claims, beside what the known members come to. */
export function Claims({ claims }: { claims: readonly Claim[] }) {
  const { t, language } = useWords();
  const [all, setAll] = useState(false);
  const first = claims[0];
  if (first === undefined) return null;
  const shown = all ? claims : claims.slice(0, FIRST);
  const titles = pickText(first.titles, language);
  return (
    <section aria-labelledby="claims">
      <Paper withBorder className="claims">
        <h2 id="claims" className="small-heading">
          {t('portfolio/claims/heading')}
        </h2>
        <Link to="/collections/$id" params={{ id: first.publicId }} className="link" lang={titles?.language}>
          {titles?.text}
        </Link>
        <Text size="sm" mt={4}>
          {t('portfolio/claims/note')}
        </Text>
        <ul className="claim-list">
          {shown.map((claim) => (
            <li key={`${claim.publicId} ${claim.metric}`}>
              <strong className="number">
                <ClaimFigure claim={claim} />
              </strong>
              <span>
                {claim.metric}
                <span className="dim"> · {t('portfolio/claims/by', { who: claim.attributedTo })}</span>
              </span>
            </li>
          ))}
        </ul>
        {claims.length > FIRST && (
          <Button size="compact-sm" variant="subtle" onClick={() => setAll(!all)} aria-expanded={all}>
            {all ? t('portfolio/claims/fewer') : t('portfolio/claims/all', { count: claims.length - FIRST })}
          </Button>
        )}
      </Paper>
    </section>
  );
}

function ClaimFigure({ claim }: { claim: Claim }) {
  const { language } = useWords();
  const qualifier = claim.qualifier as Qualifier;
  if (/^[A-Z]{3}$/.test(claim.unit)) {
    const sum =
      qualifier === 'moreThan' || qualifier === 'atLeast' ? { min: claim.value } : { amount: claim.value };
    return formatMoney({ qualifier, currency: claim.unit, ...sum }, language);
  }
  const number = formatDecimal(claim.value, language);
  const figure =
    claim.unit === 'percent'
      ? `${number} %`
      : claim.unit === 'times'
        ? `×${number}`
        : `${number} ${claim.unit}`;
  return qualify({ qualifier, figure }, language);
}
