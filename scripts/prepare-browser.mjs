// Finds the Chromium that the browser tests use, or installs Debian's. Prints its path.
// Plain JavaScript: `npm test` runs it first, whatever Node is there.
import { existsSync } from 'node:fs';
import { hindrance, installDebianPackages } from './debian-packages.mjs';

const places = [
  process.env.KEPT_TEST_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const find = () => places.find((place) => place && existsSync(place));

try {
  if (!find() && hindrance() === null) installDebianPackages(['chromium', 'fonts-dejavu-core']);
  const found = find();
  if (!found) {
    throw new Error(
      `No Chromium was found, and ${hindrance() ?? 'the package chromium did not bring it'}. ` +
        'Install Chromium or Chrome, or name it in KEPT_TEST_CHROMIUM; then run the tests again.',
    );
  }
  console.log(found);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
