import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { m } from '../../messages/en.ts';
import { useSession } from '../../session.ts';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { authClient, settled } from './auth-call.ts';
import { Passkeys } from './passkeys.tsx';
import { Totp } from './totp.tsx';

/** The signed-in member's own account. */
export function Account() {
  const { member } = useSession();
  if (!member) return null;
  return (
    <Stack maw={560}>
      <Panel title={member.name}>
        <Text size="sm">{member.email}</Text>
        <Text size="sm" c="dimmed">
          {m.roles[member.role] ?? member.role}
          {member.company && ` · ${member.company.name}`}
        </Text>
      </Panel>
      <Panel>
        <Totp />
      </Panel>
      <Panel>
        <Passkeys />
      </Panel>
      <Panel title={m.account.password}>
        <ChangePassword />
      </Panel>
    </Stack>
  );
}

function ChangePassword() {
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: { newPassword: (value) => (value.length >= 12 ? null : m.welcome.passwordShort) },
  });
  const change = useMutation({
    mutationFn: async (values: typeof form.values) => {
      const auth = await authClient();
      await settled(auth.changePassword({ ...values, revokeOtherSessions: true }));
      form.reset();
      say(m.account.changed);
    },
  });
  const eye = { 'aria-label': m.signIn.showPassword, tabIndex: 0 };
  return (
    <form onSubmit={form.onSubmit((values) => change.mutate(values))}>
      <Stack gap="sm" align="stretch">
        {change.isError && <Failure error={change.error} />}
        <PasswordInput
          label={m.account.current}
          autoComplete="current-password"
          required
          visibilityToggleButtonProps={eye}
          {...form.getInputProps('currentPassword')}
        />
        <PasswordInput
          label={m.account.fresh}
          description={m.account.others}
          autoComplete="new-password"
          required
          visibilityToggleButtonProps={eye}
          {...form.getInputProps('newPassword')}
        />
        <div>
          <Button type="submit" variant="default" loading={change.isPending}>
            {m.account.change}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
