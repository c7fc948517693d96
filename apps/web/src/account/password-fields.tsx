import { PasswordInput, TextInput } from '@mantine/core';
import { useWords } from '../app/use-words.js';
import { fieldErrorOf } from './problem-text.js';

interface FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

interface PasswordFieldProps extends FieldProps {
  readonly name: string;
  readonly label: string;
  readonly focused?: boolean;
}

/** A password that exists already. */
export function PasswordField({ name, label, value, onChange, focused = false }: PasswordFieldProps) {
  const { t } = useWords();
  return (
    <PasswordInput
      {...{ name, label, value }}
      autoComplete="current-password"
      required
      withAsterisk={false}
      maxLength={128}
      data-autofocus={focused || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': t('signIn/showPassword') }}
    />
  );
}

/** A password as it is chosen. `error`: what the server answered to the form. */
export function NewPasswordField({ value, onChange, error }: FieldProps & { readonly error: unknown }) {
  const { t } = useWords();
  const refused = fieldErrorOf(error, '/password') === undefined ? undefined : t('refusal/WEAK_PASSWORD');
  return (
    <PasswordInput
      name="newPassword"
      label={t('signIn/newPassword')}
      description={t('signIn/newPasswordHint')}
      autoComplete="new-password"
      required
      withAsterisk={false}
      minLength={8}
      maxLength={128}
      value={value}
      error={refused}
      onChange={(event) => onChange(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': t('signIn/showPassword') }}
    />
  );
}

/** The six digits of an authenticator. */
export function CodeField({ value, onChange, focused = false }: FieldProps & { readonly focused?: boolean }) {
  const { t } = useWords();
  return (
    <TextInput
      name="code"
      label={t('signIn/code')}
      description={t('signIn/codeHint')}
      className="code-field"
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="[0-9]{6}"
      maxLength={6}
      required
      withAsterisk={false}
      autoFocus={focused}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value.replace(/\D/g, ''))}
    />
  );
}
