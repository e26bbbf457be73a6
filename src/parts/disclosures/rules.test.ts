import { describe, expect, it } from 'vitest';
import { channelsOf, redactTokens, timelineKind } from './rules.ts';

const token = 'Zk3v9-abcDEF_0123456789abcdefghij';

describe('a mail as the outbox shows it', () => {
  it.each([
    [
      `Open https://kept.example/me/link/${token} within 30 minutes.`,
      'Open https://kept.example/me/link/[redacted] within 30 minutes.',
    ],
    [`https://kept.example/desk/welcome#${token}\n`, 'https://kept.example/desk/welcome#[redacted]\n'],
    [`<https://kept.example/x?token=${token}>`, '<https://kept.example/x?token=[redacted]>'],
    ['Your page: https://kept.example/me', 'Your page: https://kept.example/me'],
    [
      'Licence AB12-CD34-EF56, thank you for https://kept.example/privacy',
      'Licence AB12-CD34-EF56, thank you for https://kept.example/privacy',
    ],
  ])('%s', (text, shown) => {
    expect(redactTokens(text)).toBe(shown);
    expect(redactTokens(text)).not.toContain(token);
  });
});

describe('a timeline', () => {
  it.each([
    ['share', ['name'], 'shared'],
    ['share', [], 'unshared'],
    ['report', ['name'], 'reported'],
    ['correction', ['phone'], 'correction sent'],
    ['mail', [], 'mailed'],
  ])('calls %s of %o %s, and finds it again', (channel, fields, kind) => {
    expect(timelineKind(channel, fields)).toBe(kind);
    expect(channelsOf([kind])).toContain(channel);
  });

  it('takes no channel for kinds of other parts, and all for none', () => {
    expect(channelsOf(['activated'])).toEqual([]);
    expect(channelsOf(null)).toBeNull();
  });
});
