import type { NotificationStatus } from '#contracts';
import { useWords } from '../app/use-words.js';
import type { ModelStanding } from './health-report.js';

type Channel = NotificationStatus['channels'][number];

/** Says how a part of the product is. */
export function useHealthText() {
  const { t, language } = useWords();
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  return {
    ofModel: (code: string, { lag, lagSeconds, running, parked, rebuilding }: ModelStanding): string => {
      const name = t(`admin/health/models/${code}`, { defaultValue: code });
      if (parked !== null) return t('admin/health/parked', { name, position: parked.position });
      if (rebuilding !== null) {
        return t('admin/health/rebuilding', { name, percent: percent.format(rebuilding.share) });
      }
      if (!running) return t('admin/health/notRunning', { name });
      if (lag === '0') return t('admin/health/current', { name });
      return t('admin/health/lag', { name, count: Number(lag), seconds: Math.round(lagSeconds) });
    },
    ofChannel: ({ channel, due, waitingForRetry: retry, held, dead }: Channel): string => {
      const name = t(`admin/deliveries/channels/${channel}`);
      const first = t('admin/health/due', { channel: name, count: due });
      return `${first} ${t('admin/health/waiting', { retry, held, dead })}`;
    },
  };
}
