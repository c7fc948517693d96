import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { RecordDetail } from '#contracts';
import { pathOf } from '../app/kinds.js';
import { mayOpen } from '../app/pages.js';
import { useSession } from '../app/use-session.js';
import { useWords } from '../app/use-words.js';
import { Cite } from './cite.js';
import { Follow } from './follow.js';
import { DiscoverFeed } from '../subscribe/discover.js';
import { Subscribe } from '../subscribe/subscribe.js';
import { isPast, type Moment } from './use-history.js';

const PANELS = ['follow', 'cite', 'subscribe'] as const;
/** What was known can be cited; who follows or subscribes is told of what comes. */
const PANELS_OF_PAST = ['cite'] as const;

interface ActionsProps {
  readonly record: RecordDetail;
  readonly moment: Moment;
}

/** What a reader can do with a record; what a role does not do is not offered. */
export function Actions({ record, moment }: ActionsProps) {
  const { t } = useWords();
  const [opened, setOpened] = useState<(typeof PANELS)[number]>();
  const path = `${pathOf(record.aggregate)}/${record.publicId}`;
  return (
    <div className="acts">
      <Group gap="xs">
        {(isPast(moment) ? PANELS_OF_PAST : PANELS).map((panel) => (
          <Button
            key={panel}
            size="xs"
            variant={panel === 'follow' ? 'filled' : 'default'}
            aria-expanded={opened === panel}
            onClick={() => setOpened(opened === panel ? undefined : panel)}
          >
            {t(`record/acts/${panel}`)}
          </Button>
        ))}
        <WaysOn record={record} moment={moment} />
      </Group>
      {opened === 'follow' && <Follow record={record} onSubscribe={() => setOpened('subscribe')} />}
      {opened === 'cite' && <Cite record={record} moment={moment} />}
      {opened === 'subscribe' && <Subscribe path={path} />}
      {!isPast(moment) && <DiscoverFeed path={path} title={record.publicId} />}
    </div>
  );
}

/** Other pages about the record; from the past, at the same moment. */
function WaysOn({ record, moment }: ActionsProps) {
  const { t } = useWords();
  const { role } = useSession();
  const { aggregate, id, publicId, asOfPosition } = record;
  const address = `${aggregate}/${publicId}`;
  const then = isPast(moment);
  return (
    <>
      {mayOpen('log', role) && !then && (
        <Link to="/log" search={{ record: address }} className="act">
          {t('record/acts/log')}
        </Link>
      )}
      <Link
        to="/replay"
        search={{ record: address, ...(then ? { position: asOfPosition } : {}) }}
        className="act"
      >
        {t('record/acts/replay')}
      </Link>
      <Link
        to="/compare"
        search={{ record: `${aggregate}/${id}`, ...(then ? { from: asOfPosition } : {}) }}
        className="act"
      >
        {t(then ? 'record/acts/since' : 'record/acts/compare')}
      </Link>
    </>
  );
}
