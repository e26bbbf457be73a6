import { defineErrors } from '../../errors.ts';

// No sentence tells which date would do.
export const errors = defineErrors({
  KEPT_BIRTH_DATE_UNREADABLE: {
    status: 400,
    message: 'This is no date of birth.',
    next: 'Enter day, month and the year with four digits. Nothing was stored.',
  },
  KEPT_AGE_SCREEN_NEEDED: {
    status: 403,
    message: 'Before a student registers, the date of birth is asked, and that was not done here or is too long ago.',
    next: 'Begin with the date of birth. Nothing was stored.',
  },
  KEPT_AGE_SCREEN_REFUSED: {
    status: 403,
    message: 'We cannot take a registration from you.',
    next: 'Ask your school or your teacher: they can register, and give you a seat without any data of yours. Nothing that you entered was stored.',
  },
});
