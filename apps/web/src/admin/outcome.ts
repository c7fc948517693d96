import type { User } from '#contracts';
import type { Once } from './once-shown.js';

/** What an act on a user or a key brought: a line that says so, or a secret to hand on. */
export interface Outcome {
  readonly said?: string;
  readonly once?: Once;
}

/** What every form about one user is given. */
export interface EditProps {
  readonly user: User;
  readonly onDone: (outcome: Outcome) => void;
}
