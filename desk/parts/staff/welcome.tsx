import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useWindowEvent } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import type { InvitationCheck } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { refreshSession, sessionQuery } from '../../session.ts';
import { Failure } from '../../ui/failure.tsx';
import { complain, isMailbox, needed } from '../../ui/forms.ts';
import { NarrowPage } from '../../ui/narrow-page.tsx';
import { authClient, settled } from './auth-call.ts';
import { Passkeys } from './passkeys.tsx';
import { Totp } from './totp.tsx';

/** The token came behind the `#`, which browsers never send; it leaves the address bar at once. */
function takeToken(): string {
  const token = location.hash.slice(1);
  if (token) history.replaceState(history.state, '', location.pathname);
  return token;
}

/** An invitation becomes an account: name and password, then (if wanted) a second factor. */
export function Welcome() {
  const [token] = useState(takeToken);
  // Another link opened in this window changes nothing but the part after the `#`: it is to be taken up all the same.
  useWindowEvent('hashchange', () => location.hash.length > 1 && location.reload());
  const [made, setMade] = useState(false);
  const [renewed, setRenewed] = useState(false);
  const check = useQuery({
    queryKey: ['invitation', token.slice(0, 8)],
    queryFn: () => call<InvitationCheck>('POST', '/invitations/check', { body: { token } }),
    enabled: token !== '' && !made,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (made) return <Protect renewed={renewed} />;
  if (!token) {
    return (
      <NarrowPage title={m.welcome.noToken}>
        <Text>{m.welcome.noTokenNext}</Text>
      </NarrowPage>
    );
  }
  if (check.isError) {
    return (
      <NarrowPage title={m.welcome.cannot}>
        <Failure error={check.error} />
      </NarrowPage>
    );
  }
  if (!check.data) return <NarrowPage title={m.welcome.title}>{m.common.loading}</NarrowPage>;
  const { renews } = check.data;
  function done() {
    setRenewed(renews);
    setMade(true);
  }
  return <MakeAccount token={token} invitation={check.data} done={done} />;
}

function MakeAccount({ token, invitation, done }: { token: string; invitation: InvitationCheck; done: () => void }) {
  const form = useForm({
    initialValues: { name: '', email: invitation.email ?? '', password: '' },
    validate: {
      name: invitation.renews ? () => null : needed(m.fields.nameNeeded),
      email: isMailbox(m.fields.mailboxNeeded),
      password: (value) => (value.length >= 12 ? null : m.welcome.passwordShort),
    },
  });
  const make = useMutation({
    mutationFn: async (values: typeof form.values) => {
      const given = { email: values.email.trim(), password: values.password };
      const name = invitation.renews ? {} : { name: values.name.trim() };
      await call('POST', '/invitations/accept', { body: { token, ...name, ...given } });
      const auth = await authClient();
      await settled(auth.signIn.email({ email: given.email, password: given.password }));
      done();
      await refreshSession();
    },
    onError: (error) => complain(form, error),
  });
  return (
    <NarrowPage title={titleOf(invitation)} about={aboutOf(invitation)}>
      {invitation.renews && <Text mb="md">{m.welcome.renewAbout}</Text>}
      <form onSubmit={form.onSubmit((values) => make.mutate(values))} noValidate>
        <Stack>
          {make.isError && <Failure error={make.error} />}
          {!invitation.renews && (
            <TextInput label={m.fields.name} autoComplete="name" required {...form.getInputProps('name')} />
          )}
          <TextInput
            label={m.fields.email}
            type="email"
            autoComplete="username"
            required
            readOnly={invitation.email !== null}
            description={invitation.email === null ? m.welcome.emailHint : m.welcome.emailFixed}
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={invitation.renews ? m.account.fresh : m.signIn.password}
            description={m.welcome.passwordHint}
            autoComplete="new-password"
            required
            visibilityToggleButtonProps={{ 'aria-label': m.signIn.showPassword, tabIndex: 0 }}
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={make.isPending}>
            {invitation.renews ? m.welcome.renewGo : m.welcome.make}
          </Button>
        </Stack>
      </form>
    </NarrowPage>
  );
}

function titleOf(invitation: InvitationCheck): string {
  if (invitation.first) return m.welcome.first;
  return invitation.renews ? m.welcome.renew : m.welcome.title;
}

function aboutOf({ first, renews, role, company }: InvitationCheck): string {
  if (first) return m.welcome.firstAbout;
  const told = [m.roles[role] ?? role, company?.name ?? null] as const;
  return renews ? m.welcome.renewFor(...told) : m.welcome.about(...told);
}

function Protect({ renewed }: { renewed: boolean }) {
  const navigate = useNavigate();
  const session = useQuery(sessionQuery);
  const next = session.data?.vendor ? m.welcome.toDesk : m.welcome.toVendor;
  return (
    <NarrowPage title={m.welcome.protect} about={m.welcome.protectAbout}>
      <Stack gap="xl">
        <Alert color="green" variant="outline" title={renewed ? m.welcome.renewed : m.welcome.made} />
        <Totp />
        <Passkeys />
        <Button onClick={() => void navigate({ to: '/' })}>{next}</Button>
      </Stack>
    </NarrowPage>
  );
}
