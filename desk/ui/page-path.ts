import type { LinkProps } from '@tanstack/react-router';

/** An address of the desk. */
export type PagePath = NonNullable<LinkProps['to']>;
