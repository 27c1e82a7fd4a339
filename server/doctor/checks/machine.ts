import type { MachineFacts } from '../facts.ts';
import { mebibytes, ok, warning, type Finding } from '../finding.ts';

/** A process takes 0.2 GiB with its sums, the database wants its pages in memory, the system the rest. */
const MEMORY_LEAST = 2 ** 30 * 0.9;
const FONTS = 'apt-get install -y fonts-wqy-microhei';

export function checkMachine({ cores, memoryBytes, hasChineseFont }: MachineFacts): Finding[] {
  const memory = mebibytes(memoryBytes);
  const isSmall = memoryBytes < MEMORY_LEAST || cores < 2;
  return [
    isSmall
      ? warning(
          'machine.small',
          [`本机 ${cores} 核、内存 ${memory}，偏小`, `this machine is small: cores ${cores}, memory ${memory}`],
          ['2 核、1 GiB 以上；城市规模见 docs/scaling.md', '2 cores and 1 GiB or more; for the size of a city see docs/scaling.md'],
        )
      : ok('machine', `${cores} 核，内存 ${memory}`, `cores ${cores}, memory ${memory}`),
    ...(hasChineseFont === null
      ? []
      : hasChineseFont
        ? [ok('fonts', '有中文字体', 'there is a font with Chinese glyphs')]
        : [
            warning(
              'fonts.missing',
              [
                '没有中文字体：本机上的浏览器测试与截图会出现方块',
                'no font with Chinese glyphs: browser tests and screenshots here show boxes',
              ],
              [FONTS, FONTS],
            ),
          ]),
    ok(
      'wall',
      '大屏主机：用当前的 Chromium，chrome://gpu 中 WebGL2 须为硬件加速；否则地图由处理器绘制，4K 下会慢',
      'Wall PCs: a current Chromium; chrome://gpu must say that WebGL2 is hardware accelerated, else the processor draws the map, slowly at 4K',
    ),
  ];
}
