import { defineErrors } from '../errors.ts';

export const errors = defineErrors({
  KEPT_BACKUP_NOT_ENCRYPTED: {
    status: 400,
    message: 'A backup holds people and secrets, and nobody was named who may open it.',
    next: 'Add --recipient age1... (make a pair with age-keygen, on another machine) or --passphrase-file FILE. Nothing was written.',
  },
  KEPT_BACKUP_RECIPIENT: {
    status: 400,
    message: 'Recipient {number} is not a public key of age.',
    next: 'It begins with age1 and stands in the output of age-keygen after "public key". Never give the secret key here.',
  },
  KEPT_BACKUP_BOTH_KEYS: {
    status: 400,
    message: 'Recipients and a passphrase cannot open the same backup.',
    next: 'Name either --recipient (as often as you like) or --passphrase-file.',
  },
  KEPT_BACKUP_KEY_FILE: {
    status: 400,
    message: 'The file {file} cannot be used as a key: {reason}.',
    next: 'A passphrase file holds one line of at least 12 characters; an identity file is what age-keygen wrote.',
  },
  KEPT_BACKUP_KEY_BESIDE: {
    status: 400,
    message: 'The passphrase lies in {folder}, beside what it is to protect.',
    next: 'Keep it on another disk or machine, at least in another folder, and name it there. Nothing was written.',
  },
  KEPT_BACKUP_EXISTS: {
    status: 400,
    message: 'There is a file {file} already.',
    next: 'Name another, or move it away. It was not touched.',
  },
  KEPT_BACKUP_NOT_WRITABLE: {
    status: 500,
    message: 'The backup could not be written to {file} ({reason}).',
    next: 'See to room and rights there, or name another place. No file was left under that name.',
  },
  KEPT_BACKUP_NOTHING: {
    status: 500,
    message: 'There is no database of Kept at {where}.',
    next: 'Check KEPT_DATA and KEPT_DATABASE_URL: they must be those that the server is started with.',
  },
  KEPT_BACKUP_NO_SECRETS: {
    status: 500,
    message: 'The keys of this installation cannot be read at {file} ({reason}).',
    next: 'Check KEPT_DATA and KEPT_SECRETS. A backup without them would lose every opt-out and every signature.',
  },
  KEPT_BACKUP_SCHEMA: {
    status: 500,
    message: 'Tables cannot be put in an order: {tables} refer to each other in a circle.',
    next: 'This is a fault of a migration. Break the circle there.',
  },
  KEPT_BACKUP_NOT_OWNER: {
    status: 500,
    message: 'These do not belong to the user of KEPT_DATABASE_URL and would be missing: {tables}.',
    next: 'Use the user that the server is started with. No file was left.',
  },
  KEPT_BACKUP_CHANGED: {
    status: 500,
    message: 'The database answered {counted} rows of {table} and says that there are {rows}.',
    next: 'Run the backup again; if it comes back, check the disk of the database. No file was left.',
  },
  KEPT_BACKUP_STOPPED: {
    status: 500,
    message: 'The backup was stopped.',
    next: 'No file was left. Run it again when it suits.',
  },
  KEPT_RESTORE_STOPPED: {
    status: 500,
    message: 'The restore was stopped.',
    next: 'Nothing was restored. Run it again when it suits.',
  },
  KEPT_RESTORE_UNREADABLE: {
    status: 400,
    message: 'The file {file} cannot be read ({reason}).',
    next: 'Check its name and rights.',
  },
  KEPT_RESTORE_NOT_A_BACKUP: {
    status: 400,
    message: 'The file {file} is not a backup made by Kept ({reason}).',
    next: 'Name the file that ./kept backup wrote. Nothing was changed.',
  },
  KEPT_RESTORE_NO_KEY: {
    status: 400,
    message: 'Nothing was named to open the backup with.',
    next: 'Add --identity FILE (what age-keygen wrote) or --passphrase-file FILE.',
  },
  KEPT_RESTORE_WRONG_KEY: {
    status: 400,
    message: 'This key does not open the backup.',
    next: 'Use the identity of the recipient it was made for, or its passphrase. Nothing was changed.',
  },
  KEPT_RESTORE_DAMAGED: {
    status: 400,
    message: 'The backup is damaged or cut off: {reason}.',
    next: 'Fetch it again from where it is kept and compare its SHA-256, or take an older one. Nothing was restored.',
  },
  KEPT_RESTORE_NEWER: {
    status: 400,
    message: 'The backup was made by a newer Kept ({version}); this one does not know {names}.',
    next: 'Restore it with that version or a newer one. Nothing was changed.',
  },
  KEPT_RESTORE_OTHER_SCHEMA: {
    status: 400,
    message: 'The backup and this Kept disagree about {names}.',
    next: 'Restore it with the version it was made by ({version}), then update. Nothing was changed.',
  },
  KEPT_RESTORE_NOT_EMPTY: {
    status: 400,
    message: 'There is something in {where} already: {found}.',
    next: 'Restore into an empty database (--into URL) or a bare data folder (KEPT_DATA). What is there was not touched.',
  },
  KEPT_RESTORE_OTHER_SECRETS: {
    status: 400,
    message: '{file} holds the keys of another installation.',
    next: 'Move that file away if it belongs to nothing any more, or set KEPT_DATA or KEPT_SECRETS to another folder. Nothing was changed.',
  },
  KEPT_RESTORE_MISMATCH: {
    status: 500,
    message: 'Table {table} is not what was backed up: {reason}.',
    next: 'Nothing was restored. Try an older backup, and tell the makers of Kept this code and table.',
  },
  KEPT_RESTORE_FAILED: {
    status: 500,
    message: 'The database refused the backup while {step} ({reason}).',
    next: 'Nothing was restored. The code in brackets is one of PostgreSQL; put its cause right and try again.',
  },
});
