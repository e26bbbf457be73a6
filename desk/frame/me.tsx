import { Button, Menu, Text, useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { setSitting, useSitting } from '../api/sitting.ts';
import { m } from '../messages/en.ts';
import { signOut, useSession } from '../session.ts';
import { Icon } from '../ui/icon.tsx';

/** Who is signed in, the colour scheme, and the way out. */
export function Me() {
  const { member } = useSession();
  const sitting = useSitting();
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  if (!member) return null;
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Button variant="subtle" color="gray" size="sm" px="xs" c="inherit">
          <span aria-hidden="true">{initials(member.name)}</span>
          <span className="sr-only">{m.me.menu(member.name)}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600}>
            {member.name}
          </Text>
          {m.roles[member.role] ?? member.role}
          {member.company && ` · ${member.company.name}`}
        </Menu.Label>
        {sitting && (
          <Menu.Item hiddenFrom="sm" onClick={() => setSitting(null)}>
            {m.sitting.end}
          </Menu.Item>
        )}
        <Menu.Item onClick={() => void navigate({ to: '/settings' })}>{m.me.account}</Menu.Item>
        <Menu.Divider />
        <Menu.Label>{m.me.colours}</Menu.Label>
        {(['auto', 'light', 'dark'] as const).map((scheme) => (
          <Menu.Item
            key={scheme}
            rightSection={colorScheme === scheme && <Icon name="check" size={14} />}
            onClick={() => setColorScheme(scheme)}
          >
            {m.me.scheme[scheme]}
            {colorScheme === scheme && <span className="sr-only"> {m.me.chosen}</span>}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>{m.me.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return ((words[0]?.[0] ?? '') + (words.length > 1 ? (words.at(-1)?.[0] ?? '') : '')).toUpperCase();
}
