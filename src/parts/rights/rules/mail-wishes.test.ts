import { describe, expect, it } from 'vitest';
import { numberIn, ownWords, wishesOf } from './mail-wishes.ts';

describe('what a mail to the privacy mailbox asks for', () => {
  it.each<[string, string, string | null, boolean]>([
    ['Hello', 'Who of you reads this?', 'question', false],
    ['Data', 'Which personal data do you hold about me?', 'access', false],
    ['Art. 15', 'Ich bitte um Auskunft.', 'access', false],
    ['Bye', 'Please delete all my data.', 'erasure', false],
    ['Löschung', 'Bitte löschen Sie meine Daten.', 'erasure', false],
    ['Phone', 'Please correct my telephone number.', 'correction', false],
    ['Moved', 'Our address has changed.', 'correction', false],
    ['No', 'I object to your use of my data.', 'objection', false],
    ['Stop it', 'Restrict the processing of my data.', 'restriction', false],
    ['File', 'In a machine-readable form, please.', 'portability', false],
    ['Unsubscribe', '', null, true],
    ['Newsletter', 'Please opt me out.', null, true],
    ['', 'Do not send me any more e-mails.', null, true],
    ['Werbung', 'Bitte keine Werbung mehr.', null, true],
    ['Both', 'Unsubscribe me and erase my data.', 'erasure', true],
    ['Both', 'Take me off your list. Where did you get my address?', 'question', true],
    ['Re: Unsubscribe from our newsletter', 'Thanks!', 'question', false],
    ['Hi', 'Who are you?\n\nOn Mon, 2 Mar 2026 Example wrote:\n> press to unsubscribe', 'question', false],
    ['Hi', 'Who are you?\n-----Original Message-----\nunsubscribe here', 'question', false],
  ])('%s: %s', (subject, text, kind, optOut) => {
    expect(wishesOf('privacy', subject, text)).toEqual({ kind, optOut });
  });

  it('to the remove mailbox any words opt out, and what else they ask for is seen', () => {
    expect(wishesOf('remove', '', 'Good bye.')).toEqual({ optOut: true, kind: null });
    expect(wishesOf('remove', '', 'Good bye, and delete my data.')).toEqual({ optOut: true, kind: 'erasure' });
  });

  it('is told within a moment, whatever is written', () => {
    const began = performance.now();
    for (const word of ['which data ', 'delete my ', 'stop ', 'remove me ', 'correct '])
      wishesOf('privacy', word, word.repeat(15_000));
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});

it('the number of a request is found in a subject', () => {
  expect(numberIn('Re: AW: Your request 7K2M-9QXD (again)')).toBe('7K2M-9QXD');
  expect(numberIn('Invoice 1234-56789')).toBe(null);
});

it('own words end where quoting begins', () => {
  expect(ownWords('Yes.\n> No?\nWell.\n_______________\nFrom: x')).toBe('Yes.\nWell.');
});
