import {
  counted,
  faultsOf,
  HEADER,
  isSmaller,
  mostPanels,
  needed,
  needOf,
  PANEL_PAD,
  roomAt,
  textPx,
  type Counted,
  type LayoutFault,
} from './wall-budget.ts';
import { ARC_MINUTES, charactersOf, linesOf, roomOf, type Glass, type Room } from './wall-glass.ts';
import type { Bilingual } from './terms.ts';
import { GRID, type PanelKind, type WallLayout, type WallPanel, type WallScene } from './wall-scene.ts';

export const PANEL_NAMES: Readonly<Record<PanelKind, Bilingual>> = {
  map: { zh: '地图', en: 'Map' },
  figures: { zh: '主要数字', en: 'Key figures' },
  overdue: { zh: '超时', en: 'Overdue' },
  incidents: { zh: '事件列表', en: 'Incidents' },
  series: { zh: '逐时曲线', en: 'Hourly series' },
  breakdown: { zh: '构成', en: 'Breakdown' },
  feeds: { zh: '数据源', en: 'Sources' },
  duty: { zh: '值班', en: 'On duty' },
  vitals: { zh: '体征', en: 'Vital signs' },
  text: { zh: '文字', en: 'Notice' },
  incident: { zh: '单个事件', en: 'One incident' },
  alerts: { zh: '生效预警', en: 'Alerts' },
  alert: { zh: '单条预警', en: 'One alert' },
};
const nameOf = (kind: PanelKind | 'header'): Bilingual =>
  kind === 'header' ? { zh: '页眉', en: 'Header' } : (PANEL_NAMES[kind] ?? { zh: kind, en: kind });

/** What would mend a panel that is too small. */
export interface Remedy {
  /** Under which its text would be seen if it were shrunk until all of it fits. */
  arcMinutes: number;
  /** Grid cells that it needs at this distance; more than the grid has = no place is large enough. */
  columns: number;
  rows: number;
  /** From so near it fits as it is, metres. */
  fromM: number;
}
export function remedyOf({ index }: Extract<LayoutFault, { kind: 'too-small' }>, { panels, headerRows }: WallLayout, glass: Glass): Remedy {
  const panel = panels[index];
  const room = roomAt(glass, panel?.at ?? [0, 0, GRID.columns, headerRows]);
  const need = panel ? needOf(panel, room.widthEm) : HEADER;
  const has = panel ? room : { ...room, heightEm: room.heightEm + 2 * PANEL_PAD.y };
  const share = shareOf(has, need);
  const em = textPx(glass);
  const columns = Math.ceil(((need.widthEm + 2 * PANEL_PAD.x) * em * GRID.columns) / glass.widthPx - ROUNDING);
  const rows = Math.ceil(((need.heightEm + (panel ? 2 * PANEL_PAD.y : 0)) * em * GRID.rows) / glass.heightPx - ROUNDING);
  return {
    arcMinutes: Math.min(ARC_MINUTES.text - 1, Math.floor(ARC_MINUTES.text * share)),
    columns: Math.max(columns, panel?.at[2] ?? GRID.columns),
    rows: Math.max(rows, panel?.at[3] ?? headerRows),
    fromM: Math.floor(glass.distanceM * share * 10) / 10,
  };
}
const ROUNDING = 0.01;

/** A fault as one sentence: which panel, by how much, and what mends it. */
export function faultWords(fault: LayoutFault, layout: WallLayout, glass: Glass): Bilingual {
  switch (fault.kind) {
    case 'too-narrow':
      return {
        zh: `这种排法要 ${fault.needs} 字宽，此屏 ${fault.has} 字：改小“至少字宽”，或加一种较窄的排法`,
        en: `This arrangement is for ${fault.needs} characters, the glass holds ${fault.has}: lower its least width, or add a narrower arrangement`,
      };
    case 'too-many-panels':
      return {
        zh: `${fault.has} 格，此屏最多 ${fault.most} 格：删去 ${fault.has - fault.most} 格，或缩短观看距离`,
        en: `${fault.has} panels > ${fault.most} that this glass carries: remove ${fault.has - fault.most}, or come nearer`,
      };
    case 'two-of-one': {
      const { zh, en } = nameOf(fault.panel);
      return { zh: `“${zh}”只能有一格：删去多余的`, en: `There can be one “${en}” only: remove the other` };
    }
    case 'outside':
      return about(fault, { zh: '超出画面：改列、行或大小', en: 'reaches out of the picture: change its place or size' });
    case 'overlap':
      return about(fault, {
        zh: `压在第 ${fault.with + 1} 格上：移开或改小`,
        en: `lies over panel ${fault.with + 1}: move it or make it smaller`,
      });
    default: {
      const { needs, has } = fault;
      const { arcMinutes, columns, rows, fromM } = remedyOf(fault, layout, glass);
      const fits = columns <= GRID.columns && rows <= GRID.rows;
      const least = arcMinutes < ARC_MINUTES.least ? ARC_MINUTES.least : ARC_MINUTES.text;
      return about(fault, {
        zh: `需 ${needs.lines} 行 × ${needs.characters} 字，现有 ${has.lines} × ${has.characters}，字只能有 ${arcMinutes}′（至少 ${least}′）：${fits ? `改为 ${columns} 列 × ${rows} 行，` : ''}减少内容，或最远 ${fromM} 米观看`,
        en: `needs ${needs.lines} lines × ${needs.characters} characters, has ${has.lines} × ${has.characters}; its text would be ${arcMinutes}′ (${least}′ at least): ${fits ? `make it ${columns} columns × ${rows} rows, ` : ''}show less, or be read from ${fromM} m`,
      });
    }
  }
}
function about({ panel, index }: { panel: PanelKind | 'header'; index: number }, words: Bilingual): Bilingual {
  const { zh, en } = nameOf(panel);
  return index < 0
    ? { zh: `${zh}：${words.zh}`, en: `${en}: ${words.en}` }
    : { zh: `第 ${index + 1} 格（${zh}）：${words.zh}`, en: `Panel ${index + 1} (${en}): ${words.en}` };
}
export const seamWords = (seam: { panel: PanelKind; index: number }): Bilingual =>
  about(seam, {
    zh: '文字会落在拼缝上：移到一块屏之内',
    en: 'its words would lie on a seam of the wall: keep it within one panel of glass',
  });
export const joinWords = (words: readonly Bilingual[]): Bilingual => ({
  zh: words.map(({ zh }) => zh).join('；'),
  en: words.map(({ en }) => en).join('; '),
});

/** Faults that no glass mends. */
const ALWAYS: ReadonlySet<LayoutFault['kind']> = new Set(['two-of-one', 'outside', 'overlap']);
export const isUnsound = ({ kind }: LayoutFault): boolean => ALWAYS.has(kind);

/** Of the arrangements the one that is nearest to fit: what is wrong with it tells best what to change. */
export function nearestFaults({ layouts }: WallScene, glass: Glass): { layout: WallLayout; faults: LayoutFault[] } {
  return layouts.map((layout) => ({ layout, faults: faultsOf(layout, glass) })).sort((a, b) => a.faults.length - b.faults.length)[0]!;
}

/** What the glass holds, as people count it. */
export function countedGlass(glass: Glass): { lines: number; characters: number; panels: number } {
  const room = roomOf(glass);
  return { lines: linesOf(room), characters: Math.max(0, charactersOf(room)), panels: mostPanels(glass) };
}

/** What one panel needs and has, and how large its text can be in its place: 20 arc-minutes where it fits. */
export function spentOn(panel: WallPanel, glass: Glass): { needs: Counted; has: Counted; arcMinutes: number } {
  const room = roomAt(glass, panel.at);
  const need = needOf(panel, room.widthEm);
  const isSmall = isSmaller(room, need);
  const [needs, has] = [needed(need), counted(room)];
  return {
    needs,
    // Need is rounded up and room down: what fits must not look as if it did not.
    has: isSmall ? has : { lines: Math.max(has.lines, needs.lines), characters: Math.max(has.characters, needs.characters) },
    arcMinutes: isSmall ? Math.min(ARC_MINUTES.text - 1, Math.floor(ARC_MINUTES.text * shareOf(room, need))) : ARC_MINUTES.text,
  };
}
const shareOf = (has: Room, need: Room): number => Math.max(0, Math.min(1, has.widthEm / need.widthEm, has.heightEm / need.heightEm));
