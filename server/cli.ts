import { Command } from 'commander';
import { AuthProblem, toProblem } from './auth/auth-problem.ts';
import { backupCommand } from './cli/backup.command.ts';
import { doctorCommand } from './cli/doctor.command.ts';
import { importCommand } from './cli/import.command.ts';
import { initCommand } from './cli/init.command.ts';
import { replayCommand } from './cli/replay.command.ts';
import { restoreCommand } from './cli/restore.command.ts';
import { calendarCommand } from './cli/calendar.command.ts';
import { retentionCommand } from './cli/retention.command.ts';
import { serveCommand } from './cli/serve.command.ts';
import { simulateCommand } from './cli/simulate.command.ts';
import { tokenCommand } from './cli/token.command.ts';
import { userCommand } from './cli/user.command.ts';
import { rebuildCommand, verifyCommand } from './cli/verify.command.ts';
import { faultLine, faultText } from './fault-text.ts';

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
  retentionCommand(),
  doctorCommand(),
  replayCommand(),
  simulateCommand(),
])
  program.addCommand(command);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  // A wrong word or file is the caller's to mend: say it in a line. The stack is for us, when asked for.
  const told = error instanceof AuthProblem ? toProblem(error, 'en').message : faultLine(error);
  process.stderr.write(`guantong: ${told}\n`);
  if (process.argv.includes('--verbose') && error instanceof Error) process.stderr.write(`${faultText(error)}\n`);
  process.exitCode = 1;
}
