// Sums the runs of .ci/run: one line each, then `N passed, N failed` alone on the last line.
// A run that failed without a failed test (it broke off, or a file could not be loaded) counts as failed too.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2] ?? '.';
let passed = 0;
let failed = 0;
for (const file of readdirSync(folder).filter((name) => name.endsWith('.done'))) {
  const name = file.slice(0, -'.done'.length);
  const [code, seconds] = readFileSync(join(folder, file), 'utf8').trim().split(' ').map(Number);
  const report = join(folder, `${name}.json`);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  if (existsSync(report)) {
    const answer = JSON.parse(readFileSync(report, 'utf8'));
    const failedTest = (each) => each.status === 'failed';
    // A file that could not be loaded has no failed test, yet it failed.
    const brokenFiles = answer.testResults.filter(
      (file) => failedTest(file) && !file.assertionResults.some(failedTest),
    );
    counts.passed = answer.numPassedTests;
    counts.failed = answer.numFailedTests + brokenFiles.length;
    counts.skipped = answer.numPendingTests + answer.numTodoTests;
  } else if (code === 0) {
    counts.passed = 1;
  }
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  passed += counts.passed;
  failed += counts.failed;
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  console.log(`${name}: ${counts.passed} passed, ${counts.failed} failed${skipped} (${seconds} s)`);
}
if (passed + failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
