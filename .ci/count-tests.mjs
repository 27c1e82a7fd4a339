/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * Counts of vitest's JSON report. A file that breaks while loading holds no test, yet it is a failure.
 * @param {any} report null when there is none @returns {Counts | null}
 */
export function countVitest(report) {
  if (!report) return null;
  const broken = report.testResults.filter((/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0);
  const skipped = report.numPendingTests + (report.numTodoTests ?? 0);
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length, skipped };
}

/**
 * Counts of Playwright's JSON report. What passed only in a retry did fail once, so it does not count as passed.
 * @param {any} report null when there is none @returns {Counts | null}
 */
export function countPlaywright(report) {
  if (!report) return null;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
}

/**
 * A runner that ends badly without a failed test (a fault outside any test, no tests at all, a crash) counts as one failure.
 * @param {string} name @param {number} code exit code @param {Counts | null} counts
 * @returns {Counts & { name: string, note: string }}
 */
export function settle(name, code, counts) {
  const known = counts ?? { passed: 0, failed: 0, skipped: 0 };
  if (!counts) return { name, ...known, failed: 1, note: 'it did not run to its end' };
  if (code !== 0 && known.failed === 0) return { name, ...known, failed: 1, note: `it ended with exit code ${code}` };
  return { name, ...known, note: '' };
}
