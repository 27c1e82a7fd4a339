import { resolve } from 'node:path';
import { Command } from 'commander';
import { bringCatalogue } from '../db/bring-catalogue.ts';
import { readCityPack } from '../intake/city-pack.ts';
import { print, withCity } from './context.ts';
import { defaultPack } from './init.command.ts';

interface Options {
  pack?: string;
  dryRun?: boolean;
}

/** For a city that was made by an earlier release: what its pack has learned since then comes in, and nothing of the city is changed. */
export const catalogueCommand = (): Command =>
  new Command('catalogue')
    .description(
      "adds what the city's pack has and the city lacks: vital signs, geocodes, stations, and rules, switched off; changes nothing",
    )
    .option('--pack <dir>', 'the pack of this city (default: the demo city’s)')
    .option('--dry-run', 'only says what is lacking')
    .action(async ({ pack: folder = defaultPack(), dryRun = false }: Options) => {
      const { pack } = readCityPack(resolve(folder));
      const gap = await withCity(({ connection, queue }) =>
        queue.write(() => bringCatalogue(connection, pack, { isDry: dryRun, nowMs: Date.now() })),
      );
      const { indicators, geocodes, devices, rules, unfit } = gap;
      const line = (what: string, names: readonly string[]): string =>
        `${what.padEnd(12)}${names.length}${names.length > 0 ? `  ${names.join(', ')}` : ''}`;
      print(
        [
          dryRun ? '本市所缺 / lacking in this city:' : '已补 / added:',
          line(
            'indicators',
            indicators.map(({ code }) => code),
          ),
          line(
            'geocodes',
            geocodes.map(({ name, value }) => `${name} ${value}`),
          ),
          line(
            'devices',
            devices.map(({ code }) => code),
          ),
          line(
            'rules',
            rules.map(({ names }) => names.en),
          ),
          ...(unfit.length > 0
            ? [`${line('left out', unfit)} (本市没有其跑道、指标或辖区 / no lane, sign or area of this city for them)`]
            : []),
          ...(rules.length > 0 && !dryRun ? ['规则均未启用，请试算后启用 / the rules are off: try each, then switch it on'] : []),
        ].join('\n'),
      );
    });
