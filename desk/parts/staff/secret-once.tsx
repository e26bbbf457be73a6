import { Alert, Button, Code, CopyButton, Stack, Text } from '@mantine/core';
import { m } from '../../messages/en.ts';

interface Props {
  title: string;
  about: string;
  copyLabel: string;
  secret: string;
}

/** A secret as it is shown once: after this, nobody can read it here. */
export function SecretOnce({ title, about, copyLabel, secret }: Props) {
  return (
    <Alert color="green" variant="outline" title={title} role="status">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{about}</Text>
        <Code block style={{ maxWidth: '100%', overflowX: 'auto' }} tabIndex={0}>
          {secret}
        </Code>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? m.common.copied : copyLabel}
            </Button>
          )}
        </CopyButton>
      </Stack>
    </Alert>
  );
}
