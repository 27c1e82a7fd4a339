import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
/** Where `.ci/ensure-intake-servers.mjs` unpacks them: installed, their packages would start servers here. */
export const UNPACKED = join(root, 'node_modules/.cache/intake-servers');

/** Without these, at this very place, Debian's Alertmanager does not start. */
export const TEMPLATES = '/usr/share/prometheus/alertmanager';

/** The libraries that were unpacked with them. */
function libraries() {
  const places = ['usr/lib', 'lib'].map((folder) => join(UNPACKED, folder)).filter((folder) => existsSync(folder));
  return places.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('-linux-gnu'))
      .map((name) => join(folder, name)),
  );
}

/** What such a server needs in its environment. */
export const serverEnvironment = () => ({ ...process.env, LD_LIBRARY_PATH: libraries().join(delimiter) });

/** @param {string} name @param {string[]} args @param {number} code */
function find(name, args, code) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', join(UNPACKED, 'usr/sbin'), join(UNPACKED, 'usr/bin')];
  const found = folders.map((folder) => join(folder, name)).filter((file) => existsSync(file));
  return found.find((file) => spawnSync(file, args, { env: serverEnvironment() }).status === code) ?? null;
}

/** A broker for MQTT; null where none is. */
export const findMosquitto = () => find('mosquitto', ['-h'], 3);
/** Prometheus' Alertmanager, by its Debian name or its own; null where it is not. */
export function findAlertmanager() {
  const found = find('prometheus-alertmanager', ['--version'], 0) ?? find('alertmanager', ['--version'], 0);
  return found?.startsWith(UNPACKED) && !existsSync(TEMPLATES) ? null : found;
}
