import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
export type Machine = (method: 'PUT' | 'POST', path: string, body: object) => Promise<void>;

/** What an instrument's gateway is: no person, a token of its own. */
export function machine(baseURL: string): Machine {
  const env = { ...process.env, DATA_DIR: process.env['E2E_DATA_DIR'] };
  const made = spawnSync(process.execPath, ['bin/guantong.js', 'token', 'create', '--role', 'system', '--area', 'city'], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
  });
  expect(made.status, made.stderr).toBe(0);
  const headers = { authorization: `Bearer ${made.stdout.trim()}`, 'content-type': 'application/json' };
  return async (method, path, body) => {
    const answer = await fetch(`${baseURL}/api/v1${path}`, { method, headers, body: JSON.stringify(body) });
    expect(answer.ok, `${path}: ${await answer.text()}`).toBe(true);
  };
}
