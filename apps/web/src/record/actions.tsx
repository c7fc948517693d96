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

type Opened = 'follow' | 'cite' | 'subscribe' | undefined;

/** What a reader can do with a record; what a role does not do is not offered. */
export function Actions({ record }: { record: RecordDetail }) {
  const { t } = useWords();
  const { role } = useSession();
  const [opened, setOpened] = useState<Opened>();
  const address = `${record.aggregate}/${record.publicId}`;
  const path = `${pathOf(record.aggregate)}/${record.publicId}`;
  const toggle = (which: Opened) => setOpened(opened === which ? undefined : which);
  return (
    <div className="acts">
      <Group gap="xs">
        <Button size="xs" aria-expanded={opened === 'follow'} onClick={() => toggle('follow')}>
          {t('record/acts/follow')}
        </Button>
        <Button size="xs" variant="default" aria-expanded={opened === 'cite'} onClick={() => toggle('cite')}>
          {t('record/acts/cite')}
        </Button>
        <Button
          size="xs"
          variant="default"
          aria-expanded={opened === 'subscribe'}
          onClick={() => toggle('subscribe')}
        >
          {t('record/acts/subscribe')}
        </Button>
        {mayOpen('log', role) && (
          <Link to="/log" search={{ record: address }} className="act">
            {t('record/acts/log')}
          </Link>
        )}
        <Link to="/replay" search={{ record: address }} className="act">
          {t('record/acts/replay')}
        </Link>
        <Link to="/compare" search={{ record: `${record.aggregate}/${record.id}` }} className="act">
          {t('record/acts/compare')}
        </Link>
      </Group>
      {opened === 'follow' && <Follow record={record} />}
      {opened === 'cite' && <Cite record={record} />}
      {opened === 'subscribe' && <Subscribe path={path} />}
      <DiscoverFeed path={path} title={record.publicId} />
    </div>
  );
}
