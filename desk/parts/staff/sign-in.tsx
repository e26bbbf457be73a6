import { Alert, Anchor, Button, Divider, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Navigate, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call } from '../../api/client.ts';
import { m } from '../../messages/en.ts';
import { refreshSession, sessionQuery, useSession } from '../../session.ts';
import { Failure } from '../../ui/failure.tsx';
import { NarrowPage } from '../../ui/narrow-page.tsx';
import { authClient, settled } from './auth-call.ts';

const route = getRouteApi('/sign-in');

/** Password, then the code where one is set; or a passkey. */
export function SignIn() {
  const session = useQuery(sessionQuery);
  const { to } = route.useSearch();
  const navigate = useNavigate();
  const [step, setStep] = useState<'password' | 'code'>('password');
  async function enter() {
    await refreshSession();
    await navigate({ to: to ?? '/' });
  }
  if (session.data?.member) return <Navigate to={to ?? '/'} replace />;
  return (
    <NarrowPage title={step === 'password' ? m.signIn.title : m.signIn.codeTitle}>
      {step === 'password' ? (
        <PasswordStep enter={enter} askCode={() => setStep('code')} />
      ) : (
        <CodeStep enter={enter} back={() => setStep('password')} />
      )}
    </NarrowPage>
  );
}

function PasswordStep({ enter, askCode }: { enter: () => Promise<void>; askCode: () => void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const byPassword = useMutation({
    mutationFn: async () => {
      const auth = await authClient();
      const answer = await settled(auth.signIn.email({ email: email.trim(), password }));
      if ('twoFactorRedirect' in answer && answer.twoFactorRedirect) return askCode();
      await enter();
    },
  });
  const byPasskey = useMutation({
    mutationFn: async () => {
      const auth = await authClient();
      await settled(auth.signIn.passkey());
      await enter();
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    byPasskey.reset();
    byPassword.mutate();
  }
  const error = byPassword.error ?? byPasskey.error;
  return (
    <form onSubmit={submit}>
      <Stack>
        <Outside />
        {error && <Failure error={error} />}
        <TextInput
          label={m.signIn.email}
          type="email"
          name="email"
          autoComplete="username webauthn"
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={m.signIn.password}
          name="password"
          autoComplete="current-password"
          required
          value={password}
          visibilityToggleButtonProps={{ 'aria-label': m.signIn.showPassword, tabIndex: 0 }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={byPassword.isPending}>
          {m.signIn.go}
        </Button>
        {typeof PublicKeyCredential !== 'undefined' && (
          <>
            <Divider label={m.signIn.or} />
            <Button
              variant="default"
              loading={byPasskey.isPending}
              onClick={() => {
                byPassword.reset();
                byPasskey.mutate();
              }}
            >
              {m.signIn.passkey}
            </Button>
          </>
        )}
        <Text size="sm" c="dimmed">
          {m.signIn.help}
        </Text>
      </Stack>
    </form>
  );
}

/** The sign-in of the organisation, where the operator named one; and what became of it, where it led back here. */
function Outside() {
  const { outside } = useSession();
  const { error } = route.useSearch();
  const begin = useMutation({
    mutationFn: () => call<{ url: string }>('POST', '/sign-in/outside'),
    onSuccess: ({ url }) => location.assign(url),
  });
  if (outside === null) return null;
  return (
    <>
      {error && !begin.isError && (
        <Alert color="red" variant="outline" role="alert">
          {m.signIn.outsideRefused[error] ?? m.signIn.outsideFailed}
        </Alert>
      )}
      {begin.isError && <Failure error={begin.error} />}
      <Button variant="default" loading={begin.isPending} onClick={() => begin.mutate()}>
        {m.signIn.outside(outside)}
      </Button>
      <Divider label={m.signIn.or} />
    </>
  );
}

function CodeStep({ enter, back }: { enter: () => Promise<void>; back: () => void }) {
  const [code, setCode] = useState('');
  const [backup, setBackup] = useState(false);
  const verify = useMutation({
    mutationFn: async () => {
      const { twoFactor } = await authClient();
      const given = code.replace(/\s/g, '');
      await settled(backup ? twoFactor.verifyBackupCode({ code: given }) : twoFactor.verifyTotp({ code: given }));
      await enter();
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    verify.mutate();
  }
  function change() {
    verify.reset();
    setCode('');
    setBackup(!backup);
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {verify.isError && <Failure error={verify.error} />}
        <TextInput
          key={backup ? 'backup' : 'code'}
          label={backup ? m.signIn.backupCode : m.signIn.code}
          description={backup ? m.signIn.backupHint : m.signIn.codeHint}
          inputMode={backup ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          required
          data-autofocus
          autoFocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" loading={verify.isPending}>
          {m.signIn.verify}
        </Button>
        <Anchor component="button" type="button" size="sm" onClick={change}>
          {backup ? m.signIn.useCode : m.signIn.useBackup}
        </Anchor>
        <Anchor component="button" type="button" size="sm" onClick={back}>
          {m.signIn.startAgain}
        </Anchor>
      </Stack>
    </form>
  );
}
