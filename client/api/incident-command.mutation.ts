import type { CommandName } from '../../shared/incident-commands.ts';
import type { CommandBody } from '../../shared/incidents.ts';
import type { Status } from '../../shared/terms.ts';
import { post, toUrl } from './http.ts';

export interface Command {
  id: number;
  command: CommandName;
  body: CommandBody;
  /** The same for a repeated try of the same act: the server does it once. */
  key: string;
}
export interface CommandResult {
  id: number;
  version: number;
  status: Status;
}

/** Not `crypto.randomUUID`: a LAN address over plain HTTP is no secure context and has none. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

export const giveCommand = ({ id, command, body, key }: Command): Promise<CommandResult> =>
  post<CommandResult>(toUrl(`/incidents/${id}/commands/${command}`), body, { 'idempotency-key': key });
