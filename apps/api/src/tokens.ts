import { Inject } from '@nestjs/common';

const LOGGER = Symbol('Logger');
const BASE_URL = Symbol('BaseUrl');
const CLOCK = Symbol('Clock');

/** Tokens of what is no class. */
export const TOKENS = { LOGGER, BASE_URL, CLOCK } as const;

export const InjectLogger = () => Inject(LOGGER);
export const InjectBaseUrl = () => Inject(BASE_URL);
export const InjectClock = () => Inject(CLOCK);
