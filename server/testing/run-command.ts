import { runProgram } from '../cli/program.ts';

/**
 * What `runCli` gives, from inside this process: for tests of what a command does and says, a hundred of which would each wait a
 * second for a process to start. One at a time.
 */
export async function runCommand(
  place: string | Record<string, string>,
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  const environment = typeof place === 'string' ? { DATA_DIR: place } : place;
  const before = Object.fromEntries(Object.keys(environment).map((name) => [name, process.env[name]]));
  const writers = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write }));
  const said = ['', ''];
  for (const [i, { stream }] of writers.entries())
    stream.write = (chunk: string | Uint8Array): boolean => {
      said[i] += Buffer.from(chunk as Uint8Array).toString();
      return true;
    };
  Object.assign(process.env, environment);
  try {
    await runProgram(args);
    return { code: Number(process.exitCode ?? 0), out: said[0]!, err: said[1]! };
  } finally {
    process.exitCode = undefined;
    for (const { stream, write } of writers) stream.write = write;
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
