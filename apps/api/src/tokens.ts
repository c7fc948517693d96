import { Inject } from '@nestjs/common';

const LOGGER = Symbol('Logger');
const BASE_URL = Symbol('BaseUrl');
const NOTICES = Symbol('NotificationServices');

/** Tokens of what is no class. */
export const TOKENS = { LOGGER, BASE_URL, NOTICES } as const;

export const InjectLogger = () => Inject(LOGGER);
export const InjectBaseUrl = () => Inject(BASE_URL);
