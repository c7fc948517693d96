import { useWords } from '../app/use-words.js';
import { formatInZone } from '../format/dates.js';
import { useSettings } from './use-settings.js';

const USUAL = 'Asia/Almaty';

/** Times by the clock of the zone that the reader has chosen. */
export function useOwnTime() {
  const { language } = useWords();
  const settings = useSettings();
  const zone = settings.data?.timeZone ?? USUAL;
  return {
    zone,
    /** Whether the choice is not known yet. */
    isPending: settings.isPending,
    when: (iso: string): string => formatInZone(iso, zone, language),
  };
}
