// `npm run docs`: pages that are made from the sources. `shared/command-table.test.ts` says when one is out of date.
import { writeFileSync } from 'node:fs';
import { commandTablePage } from '../shared/command-table.ts';

writeFileSync(new URL('../docs/incident-commands.md', import.meta.url), commandTablePage());
