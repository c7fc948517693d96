import { Badge, Button } from '@mantine/core';
import { useState } from 'react';
import type { User } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatRecordedAt } from '../format/dates.js';
import { ScopeText } from './scope-text.js';
import { UserEditor } from './user-editor.js';
import type { Outcome } from './outcome.js';

interface UserRowProps {
  readonly user: User;
  readonly mayChange: boolean;
  readonly onDone: (outcome: Outcome) => void;
}

/** One person or program; what can be changed opens below. */
export function UserRow({ user, mayChange, onDone }: UserRowProps) {
  const { t, language } = useWords();
  const [isOpen, setOpen] = useState(false);
  const { lastSignInAt } = user;
  const standing = standingOf(user);
  const cell = (column: string) => ({ 'data-label': t(`admin/users/${column}`) });
  return (
    <>
      <tr className={isOpen ? 'opened' : undefined}>
        <td>
          <strong>{user.name}</strong>
        </td>
        <td {...cell('email')}>{user.email === null ? t('value/none') : <Email of={user.email} />}</td>
        <td {...cell('role')}>{t(`account/roles/${user.role}`)}</td>
        <td {...cell('scope')}>
          <ScopeText user={user} />
        </td>
        <td {...cell('factor')}>{t(`admin/users/${factorOf(user)}`)}</td>
        <td {...cell('lastSignIn')} className="number">
          {lastSignInAt === null ? t('admin/users/never') : formatRecordedAt(lastSignInAt, language)}
        </td>
        <td {...cell('state')}>
          <Badge className="standing" variant="light" color={COLOURS[standing]}>
            {t(`admin/users/${standing}`)}
          </Badge>
        </td>
        {mayChange && (
          <td>
            <Button
              size="compact-sm"
              variant="default"
              aria-expanded={isOpen}
              aria-label={t('admin/users/changeOne', { name: user.name })}
              onClick={() => setOpen(!isOpen)}
            >
              {t('admin/users/change')}
            </Button>
          </td>
        )}
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={8}>
            <UserEditor user={user} onDone={onDone} />
          </td>
        </tr>
      )}
    </>
  );
}

/** An address, broken before its host where it has to be. */
function Email({ of }: { readonly of: string }) {
  const at = of.lastIndexOf('@') + 1;
  return (
    <span>
      {of.slice(0, at)}
      <wbr />
      {of.slice(at)}
    </span>
  );
}

const COLOURS = { active: 'teal', invited: 'blue', program: 'gray', disabled: 'red' } as const;

function standingOf({ disabledAt, email, signInBy }: User): keyof typeof COLOURS {
  if (disabledAt !== null) return 'disabled';
  if (signInBy !== 'none') return 'active';
  return email === null ? 'program' : 'invited';
}

function factorOf({ secondFactor, signInBy, email }: User): string {
  if (signInBy === 'openId') return 'factorElsewhere';
  if (email === null) return 'factorNone';
  return secondFactor ? 'factorOn' : 'factorOff';
}
