import type { NewUserAnswer, Scope } from '#contracts';
import { newId } from '#platform';
import type { TestApi } from './api.js';
import type { SessionClient, SignInInput } from './session.js';

/** Somebody new of a role, whose rights are limited to `scope`, as they sign in after using their invitation. */
export async function invite(
  api: TestApi,
  admin: SessionClient,
  { role, scope }: { readonly role: string; readonly scope: Scope },
): Promise<SignInInput> {
  const email = `${role}-${newId()}@example.org`;
  const added = await admin.call('/api/users', { body: { name: role, email, role, scope } });
  const { invitation } = added.json as unknown as NewUserAnswer;
  const token = new URL(invitation?.address ?? '').searchParams.get('token');
  const password = 'a long enough secret';
  await api.call('/api/password-reset', { body: { token, password } });
  return { email, password };
}
