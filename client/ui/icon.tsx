import { rem } from './root-scale.ts';

/** 20 px line icons on a 24 grid, drawn here: the few that pages need. */
const PATHS = {
  map: 'M9 4 3.5 6v14L9 18l6 2 5.5-2V4L15 6 9 4Zm0 0v14m6-12v14',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  score: 'M4 20h16M7 20v-6m5 6V9m5 11V4',
  pulse: 'M3 12.5h4l2.5-7 4.5 13 3-8.5 1.5 2.5H21',
  flag: 'M5.5 21V4m0 .5c4-2.2 7.5 2.2 13 0v9.5c-5.5 2.2-9-2.2-13 0',
  sensor:
    'M12 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4Zm0 0v7M7.8 16.2a6 6 0 0 1 0-8.4m8.4 0a6 6 0 0 1 0 8.4M4.9 19a10 10 0 0 1 0-14m14.2 0a10 10 0 0 1 0 14',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8a7.5 7.5 0 0 1 15 0',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm0-13v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4m0-12.8L17 7M7 17l-1.4 1.4',
  moon: 'M20 14.5A8 8 0 0 1 9.5 4 8 8 0 1 0 20 14.5Z',
  contrast: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-18v18m3-17.5v17m3-14.7v12.4',
  projector: 'M3 5h18v11H3V5Zm9 11v4m-4 0h8',
  'chevron-down': 'm6 9.5 6 6 6-6',
  'chevron-right': 'm9.5 6 6 6-6 6',
  'chevron-up': 'm6 14.5 6-6 6 6',
  close: 'm6 6 12 12M18 6 6 18',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 4.5 4.5',
  table: 'M4 5h16v14H4V5Zm0 5h16M10 5v14',
  link: 'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  warning: 'M12 4 2.8 19.5h18.4L12 4Zm0 6v4.5m0 2.7v.1',
  play: 'M7.5 4.5v15l12-7.5-12-7.5Z',
  pause: 'M8.5 5v14m7-14v14',
  retry: 'M4.5 12a7.5 7.5 0 1 1 2.2 5.3M4.5 20v-4.5H9',
  up: 'M12 19V6m-6 6 6-6 6 6',
  out: 'M14 4h5v16h-5M4 12h11m-4-4 4 4-4 4',
  clear: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9 9l6 6m0-6-6 6',
  quiet: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm-4-9 3 3 5-6',
  cut: 'M3 3l18 18M8.5 15.5a5 5 0 0 1 7 0M5 12a10 10 0 0 1 4-2.4m6 .1A10 10 0 0 1 19 12M2 8.5a15 15 0 0 1 4-2.6m5-1.3A15 15 0 0 1 22 8.5M12 19h.01',
  clip: 'm20 11-8.2 8.2a5 5 0 0 1-7-7L13.3 4a3.3 3.3 0 0 1 4.7 4.7l-8.3 8.2a1.7 1.7 0 0 1-2.4-2.3L15 7',
  camera: 'M4 8h3.5L9 5.5h6L16.5 8H20v11H4V8Zm8 8.5a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6Z',
  wall: 'M3 4.5h18v11H3v-11Zm9 0v11m-9-5.5h18M7.5 19.5h9',
  page: 'M6 3.5h8l4 4v13H6v-17Zm8 0v4h4M9 12h6m-6 4h6',
  'unit-team': 'M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11Zm-6 8.5a6 6 0 0 1 12 0M15.8 4.8a3.2 3.2 0 0 1 0 6m1.7 3.1a6 6 0 0 1 3.5 5.6',
  'unit-vehicle': 'M3 6h11v10H3V6Zm11 4h4l3 3v3h-7v-6ZM7 19.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4Zm10 0a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  'unit-station': 'M4 20V10l8-6 8 6v10H4Zm5 0v-6h6v6',
  'unit-patrol': 'M12 3 5 6v5.5c0 4.3 2.9 7.6 7 9.5 4.1-1.9 7-5.2 7-9.5V6l-7-3Zm-3 9 2.2 2.2 4.3-4.4',
  'unit-repair': 'M20 7.2a4.8 4.8 0 0 1-6.4 5.6L6 20.4 3.6 18l7.6-7.6A4.8 4.8 0 0 1 16.8 4l-2.6 2.6 3.2 3.2L20 7.2Z',
  'unit-rescue': 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-13v8m-4-4h8',
  'unit-desk': 'M5 14v-2a7 7 0 0 1 14 0v2M5 14h3v5H6a1 1 0 0 1-1-1v-4Zm14 0h-3v5h2a1 1 0 0 0 1-1v-4Zm-.5 5c0 1.4-1.8 2-4.5 2',
  'sound-off': 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5H4Zm12 0 5 5m0-5-5 5',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15l1.5-2Zm4 4.5h4',
  hazard: 'M8.2 3h7.6L21 8.2v7.6L15.8 21H8.2L3 15.8V8.2Zm3.8 4.5v5.5m0 3v.1',
  layers: 'm12 3 9 5-9 5-9-5 9-5Zm-9 9.5 9 5 9-5M3 17l9 5 9-5',
} as const;
export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={(24 / size) * 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flex: 'none', width: rem(size), height: rem(size) }}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The mark: three tiers on one line. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.4"
      strokeLinecap="round"
      aria-hidden="true"
      style={{ flex: 'none', width: rem(size), height: rem(size) }}
    >
      <path d="M12 2.5v19M6.5 6.5h11M3.5 12h17M8 17.5h8" />
    </svg>
  );
}
