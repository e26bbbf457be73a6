/** Texts of the frame around every public page. */
export const messages = {
  skip: 'Skip to the content',
  phone: 'Phone',
  about: 'About this site',
  privacy: 'Privacy policy',
  proof: 'Proof that we keep it',
  yourData: 'Your data',
  errorTitle: 'That did not work',
  code: 'Code:',
};
