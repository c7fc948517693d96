import { Inject } from '@nestjs/common';

const LOGGER = Symbol('Logger');
const BASE_URL = Symbol('BaseUrl');
const NOTICES = Symbol('NotificationServices');
const IDENTITY = Symbol('Identity');
const FOUR_EYES = Symbol('FourEyes');

/** Tokens of what is no class. */
export const TOKENS = { LOGGER, BASE_URL, NOTICES, IDENTITY, FOUR_EYES } as const;

export const InjectLogger = () => Inject(LOGGER);
export const InjectBaseUrl = () => Inject(BASE_URL);
export const InjectIdentity = () => Inject(IDENTITY);
export const InjectFourEyes = () => Inject(FOUR_EYES);
