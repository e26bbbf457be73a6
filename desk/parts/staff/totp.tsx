import { Button, Code, Group, List, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import { m } from '../../messages/en.ts';
import { refreshSession, useSession } from '../../session.ts';
import { Failure } from '../../ui/failure.tsx';
import { say } from '../../ui/said.tsx';
import { authClient, settled } from './auth-call.ts';

const QrCode = lazy(async () => ({ default: (await import('./qr-code.tsx')).QrCode }));

interface Secret {
  totpURI: string;
  backupCodes: string[];
}

/** One-time codes: turn on (password, secret, first code) or off. */
export function Totp() {
  const { member } = useSession();
  const [step, setStep] = useState<'rest' | 'password'>('rest');
  const [secret, setSecret] = useState<Secret | null>(null);
  // Whoever uses the keyboard comes back to the button, which was away meanwhile.
  const [begun, setBegun] = useState(false);
  function begin() {
    setBegun(true);
    setStep('password');
  }
  const on = member?.twoFactor ?? false;
  return (
    <Stack gap="sm" component="section">
      <Title order={2}>{m.totp.title}</Title>
      <Text size="sm">{on ? m.totp.isOn : m.totp.isOff}</Text>
      {step === 'rest' && (
        <Group>
          <Button variant="default" autoFocus={begun} onClick={begin}>
            {on ? m.totp.turnOff : m.totp.turnOn}
          </Button>
        </Group>
      )}
      {step === 'password' && !secret && <PasswordForm on={on} cancel={() => setStep('rest')} got={setSecret} />}
      {secret && (
        <SecretForm
          secret={secret}
          done={() => {
            setSecret(null);
            setStep('rest');
          }}
        />
      )}
    </Stack>
  );
}

function PasswordForm({ on, cancel, got }: { on: boolean; cancel: () => void; got: (secret: Secret) => void }) {
  const [password, setPassword] = useState('');
  const ask = useMutation({
    mutationFn: async () => {
      const { twoFactor } = await authClient();
      if (!on) {
        const answer = await settled(twoFactor.enable({ password }));
        if ('totpURI' in answer) got(answer);
        return;
      }
      await settled(twoFactor.disable({ password }));
      await refreshSession();
      say(m.totp.nowOff);
      cancel();
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    ask.mutate();
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {ask.isError && <Failure error={ask.error} />}
        <PasswordInput
          label={m.totp.password}
          autoComplete="current-password"
          required
          data-autofocus
          autoFocus
          value={password}
          visibilityToggleButtonProps={{ 'aria-label': m.signIn.showPassword, tabIndex: 0 }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" loading={ask.isPending}>
            {on ? m.totp.turnOff : m.totp.next}
          </Button>
          <Button variant="default" onClick={cancel}>
            {m.common.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What is to be read before the code is asked for, by a screen reader, too. */
const toReadFirst = (text: HTMLElement | null) => text?.focus();

function SecretForm({ secret, done }: { secret: Secret; done: () => void }) {
  const [code, setCode] = useState('');
  const key = new URL(secret.totpURI).searchParams.get('secret') ?? '';
  const verify = useMutation({
    mutationFn: async () => {
      const { twoFactor } = await authClient();
      await settled(twoFactor.verifyTotp({ code: code.replace(/\s/g, '') }));
      await refreshSession();
      say(m.totp.nowOn);
      done();
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    verify.mutate();
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm" tabIndex={-1} ref={toReadFirst}>
          {m.totp.scan}
        </Text>
        <Suspense fallback={m.common.loading}>
          <QrCode text={secret.totpURI} label={m.totp.qr} />
        </Suspense>
        <Text size="sm">
          {m.totp.orType} <Code>{key.replace(/(.{4})/g, '$1 ').trim()}</Code>
        </Text>
        <Text size="sm">{m.totp.backup}</Text>
        <List size="sm" listStyleType="none" spacing={4}>
          {secret.backupCodes.map((backup) => (
            <List.Item key={backup}>
              <Code>{backup}</Code>
            </List.Item>
          ))}
        </List>
        {verify.isError && <Failure error={verify.error} />}
        <TextInput
          label={m.totp.firstCode}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" loading={verify.isPending}>
            {m.totp.confirm}
          </Button>
          <Button variant="default" onClick={done}>
            {m.common.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
