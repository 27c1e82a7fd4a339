import { Command } from 'commander';
import { AuthProblem, toProblem } from '../auth/auth-problem.ts';
import { backupCommand } from './backup.command.ts';
import { doctorCommand } from './doctor.command.ts';
import { importCommand } from './import.command.ts';
import { initCommand } from './init.command.ts';
import { replayCommand } from './replay.command.ts';
import { restoreCommand } from './restore.command.ts';
import { calendarCommand } from './calendar.command.ts';
import { catalogueCommand } from './catalogue.command.ts';
import { retentionCommand } from './retention.command.ts';
import { serveCommand } from './serve.command.ts';
import { simulateCommand } from './simulate.command.ts';
import { tokenCommand } from './token.command.ts';
import { userCommand } from './user.command.ts';
import { rebuildCommand, verifyCommand } from './verify.command.ts';
import { problemText } from '../../shared/problem-texts.ts';
import { Rejection } from '../domain/rejection.ts';
import { faultLine, faultText } from '../fault-text.ts';

/** One command of the `guantong` line; what it ends with stands in `process.exitCode`. */
export async function runProgram(args: readonly string[]): Promise<void> {
  const program = new Command('guantong')
    .description('Guantong 贯通: one city, three tiers, one number')
    .showHelpAfterError()
    .configureOutput({ writeErr: (text) => process.stderr.write(text) });
  for (const command of [
    serveCommand(),
    initCommand(),
    userCommand(),
    tokenCommand(),
    importCommand(),
    verifyCommand(),
    rebuildCommand(),
    backupCommand(),
    restoreCommand(),
    calendarCommand(),
    catalogueCommand(),
    retentionCommand(),
    doctorCommand(),
    replayCommand(),
    simulateCommand(),
  ])
    program.addCommand(command);

  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    // A wrong word or file is the caller's to mend: say it in a line. The stack is for us, when asked for.
    const told =
      error instanceof AuthProblem
        ? toProblem(error, 'en').message
        : error instanceof Rejection
          ? problemText(error.code, error.detail, 'en')
          : faultLine(error);
    process.stderr.write(`guantong: ${told}\n`);
    if (args.includes('--verbose') && error instanceof Error) process.stderr.write(`${faultText(error)}\n`);
    process.exitCode = 1;
  }
}
