import { Anchor, type AnchorProps } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

const pages = {
  company: '/companies/$id',
  person: '/people/$id',
  licence: '/licences/$id',
  reseller: '/resellers/$id',
  lead: '/leads/$id',
  order: '/orders/$id',
  dispute: '/disputes/$id',
  notice: '/notices/$id',
  request: '/requests/$id',
  'legal demand': '/legal-demands/$id',
  site: '/statistics/sites/$id',
  webhook: '/webhooks/$id',
} as const;

type RefKind = keyof typeof pages;

/** Whether things of this kind have a page of their own. */
export function hasPage(kind: string): kind is RefKind {
  return kind in pages;
}

interface Props extends AnchorProps {
  kind: RefKind;
  id: string;
  children: ReactNode;
}

/** A link to the page of a company, a person, a licence ... */
export function RefLink({ kind, id, children, ...anchor }: Props) {
  return (
    <Anchor component={Link} to={pages[kind]} params={{ id } as never} inherit {...anchor}>
      {children}
    </Anchor>
  );
}
