import { Button, Group } from '@mantine/core';
import { useId, useState } from 'react';
import type { Follow, FollowRequest } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatRegion } from '../format/places.js';
import { FollowEditor } from './follow-editor.js';
import { RecordLink } from './record-link.js';

interface FollowRowProps {
  readonly follow: Follow;
  readonly onChange: (body: FollowRequest) => Promise<unknown>;
  readonly onStop: () => void;
}

/** One thing that is followed, on which channels and for which news. */
export function FollowRow({ follow, onChange, onStop }: FollowRowProps) {
  const { t } = useWords();
  const whatId = useId();
  const [changes, setChanges] = useState(false);
  const { channels, eventClasses, frequency, scope } = follow;
  const classes = eventClasses?.map((name) => t(`record/follow/${name}`)).join(', ');
  const news = scope.kind === 'event-class' ? [] : [classes ?? t('updates/follows/allNews')];
  const mail =
    frequency === null || !channels.includes('email') ? [] : [t(`updates/frequency/mail/${frequency}`)];
  return (
    <li className="follow-row">
      <div className="follow-what">
        <div id={whatId}>
          <span className="dim">{t(`updates/scope/${scope.kind}`)}: </span>
          <Followed scope={scope} />
        </div>
        <div className="dim">
          {[channels.map((channel) => t(`record/follow/${channel}`)).join(', '), ...news, ...mail].join(
            ' · ',
          )}
        </div>
      </div>
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          aria-expanded={changes}
          aria-describedby={whatId}
          onClick={() => setChanges(!changes)}
        >
          {t('updates/follows/change')}
        </Button>
        <Button size="xs" variant="default" aria-describedby={whatId} onClick={onStop}>
          {t('record/follow/stop')}
        </Button>
      </Group>
      {changes && (
        <FollowEditor
          follow={follow}
          describedBy={whatId}
          onSave={onChange}
          onClose={() => setChanges(false)}
        />
      )}
    </li>
  );
}

function Followed({ scope }: Pick<Follow, 'scope'>) {
  const { t, word, language } = useWords();
  switch (scope.kind) {
    case 'record':
    case 'collection':
      return <RecordLink stream={scope.key} />;
    case 'region':
      return <strong>{formatRegion(scope.key, language)}</strong>;
    case 'sector':
      return <strong>{word('sector', scope.key)}</strong>;
    case 'event-class':
      return <strong>{t(`record/follow/${scope.key}`)}</strong>;
    case 'party':
      return <strong>{scope.key}</strong>;
  }
}
