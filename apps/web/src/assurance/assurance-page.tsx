import { Title } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useWords } from '../app/use-words.js';
import { AccessEvents } from './access-events.js';
import { Amendments } from './amendments.js';
import './assurance.css';
import { Drift } from './drift.js';
import { LateFacts } from './late-facts.js';
import { Refusals } from './refusals.js';
import { Sums } from './sums.js';
import { ThinEvidence } from './thin-evidence.js';
import { ThinStages } from './thin-stages.js';
import { WrongNotices } from './wrong-notices.js';

const SECTIONS = {
  drift: Drift,
  amendments: Amendments,
  notices: WrongNotices,
  late: LateFacts,
  stages: ThinStages,
  evidence: ThinEvidence,
  sums: Sums,
  refusals: Refusals,
  access: AccessEvents,
} as const satisfies Record<string, ComponentType>;
type Section = keyof typeof SECTIONS;
const NAMES = Object.keys(SECTIONS) as readonly Section[];

/** What the auditor checks the register and its recorders by; the section stands in the address. */
export function AssurancePage() {
  const { t } = useWords();
  const { hash } = useLocation();
  const chosen = NAMES.find((name) => name === hash) ?? 'drift';
  const Shown = SECTIONS[chosen];
  return (
    <>
      <title>{`${t('assurance/title')} · ${t('app/name')}`}</title>
      <Title order={1} size="h2">
        {t('assurance/title')}
      </Title>
      <nav className="assurance-sections" aria-label={t('assurance/title')}>
        {NAMES.map((name) => (
          <Link
            key={name}
            to="/assurance"
            hash={name}
            activeOptions={{ includeHash: true }}
            aria-current={name === chosen ? 'page' : undefined}
            resetScroll={false}
          >
            {t(`assurance/section/${name}`)}
          </Link>
        ))}
      </nav>
      <div>
        <h2 className="heading">{t(`assurance/section/${chosen}`)}</h2>
        <Shown />
      </div>
    </>
  );
}
