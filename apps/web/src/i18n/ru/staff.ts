import type { StaffTexts } from '../index.js';
import { refusals } from './refusals.js';
import { requests } from './requests.js';

export const staff: StaffTexts = { refusal: refusals, request: requests };
