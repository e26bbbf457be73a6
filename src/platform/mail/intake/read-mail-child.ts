/** A process that reads one mail from its input and prints what is kept of it: a mail that was made to break it breaks nothing else. */
import { readMail } from './read-mail.ts';

const mail = await readMail(process.stdin, { unanswerable: process.argv[2] === 'unanswerable' });
process.stdout.write(JSON.stringify(mail));
