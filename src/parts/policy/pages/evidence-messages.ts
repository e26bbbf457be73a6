export const messages = {
  title: 'Check the evidence yourself',
  lead: 'Everything that we give to somebody outside, every look of our staff at your data, every version of this policy and every proof of it is entered in a log. Nothing that stands in the log can be changed, removed or put in later without being noticed by whoever kept an earlier state of it. This page tells you how to check that without trusting us.',
  personal:
    'The log itself holds random-looking numbers only. Nobody can tell from them whom or what they concern. You get what belongs to your own entries with your data, on your own page.',
  own: 'Your own page',
  steps: 'How to check',
  download: 'Save the program that checks',
  downloadWhy:
    'It is one file. Open it from your own computer, without a connection if you like: it asks nobody. It is short enough to be read first.',
  data: 'On your own page, save your data. The file holds your entries with their proof.',
  open: 'Open the program, choose the file, and read what it says of each entry.',
  later:
    'Keep the checkpoint that it shows. Come back in a month, and let the program compare: it says whether the log has only grown since then.',
  now: 'The log at this moment',
  empty: 'The log is empty yet.',
  size: 'Entries',
  made: 'Signed on',
  checkpoint: 'Checkpoint',
  key: 'Key that it is signed with',
  keyWhy:
    'Compare the key with what you got at another time or by another way. Who controls our server could show you another log with another key.',
  plain: 'The checkpoint as a plain text, to be kept by a program',
  proof: 'What is proven of our policy',
};
