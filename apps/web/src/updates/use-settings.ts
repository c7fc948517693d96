import { useQuery } from '@tanstack/react-query';
import type { NoticeSettings } from '#contracts';
import { api } from '../app/api.js';

export const SETTINGS = ['notification-settings'];

/** Where and when one is told. */
export const useSettings = () =>
  useQuery({
    queryKey: SETTINGS,
    queryFn: ({ signal }) => api.read<NoticeSettings>('/me/notification-settings', { signal }),
  });
