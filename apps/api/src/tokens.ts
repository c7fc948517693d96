import { Inject } from '@nestjs/common';

const LOGGER = Symbol('Logger');
const BASE_URL = Symbol('BaseUrl');
const NOTICES = Symbol('NotificationServices');
const IDENTITY = Symbol('Identity');
const FOUR_EYES = Symbol('FourEyes');
const OPEN_ID_NAME = Symbol('OpenIdName');

/** Tokens of what is no class. */
export const TOKENS = { LOGGER, BASE_URL, NOTICES, IDENTITY, FOUR_EYES, OPEN_ID_NAME } as const;

/** What people call the identity provider; null: there is none. */
export type OpenIdName = string | null;

export const InjectLogger = () => Inject(LOGGER);
export const InjectBaseUrl = () => Inject(BASE_URL);
export const InjectIdentity = () => Inject(IDENTITY);
export const InjectOpenId = () => Inject(OPEN_ID_NAME);
export const InjectFourEyes = () => Inject(FOUR_EYES);
